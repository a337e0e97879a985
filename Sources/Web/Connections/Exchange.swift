import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// What goes to and fro on one connection, as far as time and size limits mind it. No I/O and no clock of its own.
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
    }

    let limits: ConnectionLimits
    private var requestDue: NIODeadline?
    private var responseDue: NIODeadline?
    private var bodyOctets = 0
    /// Requests whose answer is not yet complete.
    private var outstanding = 0
    private var answerEndsConnection = false
    private var isLingering = false

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
            guard !isLingering else { return .discard }
            outstanding += 1
            bodyOctets = 0
            requestDue = now + limits.request
            return wantsContinue(head) ? .passAndContinue : .pass
        case .body(let buffer):
            bodyOctets += buffer.readableBytes
            if bodyOctets > limits.body { return .close }
        case .end:
            // All of it is there: nothing more to wait for.
            if isLingering { return .close }
            requestDue = nil
        }
        return isLingering ? .discard : .pass
    }

    mutating func sends(_ part: HTTPResponsePart, at now: NIODeadline) -> Dispatch {
        switch part {
        case .head(let head):
            guard head.status.kind != .informational else { return .pass }
            responseDue = now + limits.response
            answerEndsConnection = head.headerFields[.connection] == "close"
            return .pass
        case .body: return .pass
        case .end:
            outstanding -= 1
            guard answerEndsConnection else { return .pass }
            guard requestDue != nil else { return .passAndClose }
            isLingering = true
            requestDue = now + limits.linger
            return .passAndLinger
        }
    }

    /// All that was sent is with the kernel.
    mutating func flushed() {
        if outstanding == 0 { responseDue = nil }
    }

    private func wantsContinue(_ head: HTTPRequest) -> Bool {
        guard outstanding == 1, head.headerFields[.expect]?.lowercased() == "100-continue" else { return false }
        // One that is too large gets its refusal instead.
        return head.headerFields[.contentLength].flatMap { Int($0) }.map { $0 <= JSONBody.limit } ?? true
    }
}
