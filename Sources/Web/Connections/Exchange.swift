import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// What goes to and fro on one connection, as far as time and size limits mind it, and when it ends. No I/O and no
/// clock of its own.
struct Exchange {
    enum Receipt: Equatable {
        case pass
        /// Tell the client to send the body (RFC 9110 §10.1.1), and pass.
        case passAndContinue
        case discard
        case close
    }

    enum Dispatch: Equatable {
        case pass
        /// Close once it is with the kernel.
        case passAndClose
        /// The client is still writing: close our half, read on and throw away until `due`.
        case passAndLinger
        /// It was the last answer before that to `refusal`.
        case passAndRefuse
        case discard
    }

    enum Failure: Equatable {
        /// It broke a body, and whoever reads that is told.
        case pass
        case discard
        /// Answer it, close our half, read on and throw away until `due`.
        case refuse
    }

    let limits: ConnectionLimits
    /// One that waits for the answers before its own.
    private(set) var refusal: Refusal?
    private var requestDue: NIODeadline?
    private var responseDue: NIODeadline?
    private var bodyOctets = 0
    /// Requests whose answer is not yet complete.
    private var outstanding = 0
    /// A request's head has come, its end has not.
    private var isReading = false
    /// What comes now is no longer answered (RFC 9112 §9.6).
    private var isLast = false
    private var answerEndsConnection = false
    private var isOver = false

    init(limits: ConnectionLimits) {
        self.limits = limits
    }

    /// When to give up; nil while there is nothing to wait for but us.
    var due: NIODeadline? {
        guard let requestDue, let responseDue else { return requestDue ?? responseDue }
        return min(requestDue, responseDue)
    }

    mutating func received(_ part: HTTPRequestPart, at now: NIODeadline) -> Receipt {
        switch part {
        case .head(let head):
            guard !isLast, !isOver else { return .discard }
            outstanding += 1
            bodyOctets = 0
            isReading = true
            isLast = head.headerFields[.connection] == "close"
            requestDue = now + limits.request
            return wantsContinue(head) ? .passAndContinue : .pass
        case .body(let buffer):
            bodyOctets += buffer.readableBytes
            if bodyOctets > limits.body { return .close }
            return isReading && !isOver ? .pass : .discard
        case .end:
            // All of it is there: nothing more to wait for.
            if isOver { return .close }
            guard isReading else { return .discard }
            isReading = false
            requestDue = nil
            return .pass
        }
    }

    /// What came next is no request.
    mutating func failed(_ refusal: Refusal, at now: NIODeadline) -> Failure {
        guard !isOver else { return .discard }
        if isReading {
            isLast = true
            if outstanding == 1 { answerEndsConnection = true }
            return .pass
        }
        guard !isLast else { return .discard }
        isLast = true
        guard outstanding == 0 else {
            self.refusal = refusal
            return .discard
        }
        linger(at: now)
        return .refuse
    }

    mutating func sends(_ part: inout HTTPResponsePart, at now: NIODeadline) -> Dispatch {
        guard !isOver else { return .discard }
        switch part {
        case .head(var head):
            guard head.status.kind != .informational else { return .pass }
            responseDue = now + limits.response
            let isLastAnswer = isLast && outstanding == 1 && refusal == nil
            answerEndsConnection = isLastAnswer || head.headerFields[.connection] == "close"
            if isLastAnswer {
                head.headerFields[.connection] = "close"
                part = .head(head)
            }
            return .pass
        case .body:
            // Each part of a long answer has its time: the next one is not made before there is room for it.
            responseDue = now + limits.response
            return .pass
        case .end:
            outstanding -= 1
            if answerEndsConnection { return end(at: now) }
            guard outstanding == 0, refusal != nil else { return .pass }
            linger(at: now)
            return .passAndRefuse
        }
    }

    /// All that was sent is with the kernel.
    mutating func flushed() {
        if outstanding == 0 { responseDue = nil }
    }

    private mutating func end(at now: NIODeadline) -> Dispatch {
        guard isReading else {
            isOver = true
            return .passAndClose
        }
        linger(at: now)
        return .passAndLinger
    }

    private mutating func linger(at now: NIODeadline) {
        isOver = true
        requestDue = now + limits.linger
    }

    private func wantsContinue(_ head: HTTPRequest) -> Bool {
        guard outstanding == 1, head.headerFields[.expect]?.lowercased() == "100-continue" else { return false }
        // One that is too large gets its refusal instead.
        return head.headerFields[.contentLength].flatMap { Int($0) }.map { $0 <= RequestBody.limit(of: head) } ?? true
    }
}
