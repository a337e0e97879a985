import HTTPTypes
import NIOCore
import NIOHTTPTypes
import Testing

@testable import Web

@Suite struct ExchangeTests {
    let start = NIODeadline.uptimeNanoseconds(0)
    let limits = ConnectionLimits(request: .seconds(30), response: .seconds(60), linger: .seconds(2), body: 100)
    let refusal = Refusal(problem: Problem(.badRequest, "No.").closing)

    private func head(_ fields: HTTPFields = [:]) -> HTTPRequestPart {
        .head(HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/", headerFields: fields))
    }

    @Test func aRequestHasItsTimeAndSoHasTheAnswer() {
        var exchange = Exchange(limits: limits)
        #expect(exchange.due == nil)
        #expect(exchange.received(head(), at: start) == .pass)
        #expect(exchange.due == start + .seconds(30))
        #expect(exchange.received(.body(ByteBuffer(string: "x")), at: start + .seconds(29)) == .pass)
        #expect(exchange.due == start + .seconds(30))
        #expect(exchange.received(.end(nil), at: start + .seconds(29)) == .pass)
        #expect(exchange.due == nil)
        #expect(exchange.answers(at: start + .seconds(40)) == nil)
        #expect(exchange.due == start + .seconds(100))
        #expect(exchange.sends(.end(nil), at: start + .seconds(41)) == .pass)
        #expect(exchange.due == start + .seconds(100))
        exchange.flushed()
        #expect(exchange.due == nil)
    }

    @Test func eachPartOfALongAnswerHasItsTime() {
        var exchange = Exchange(limits: limits)
        _ = exchange.received(head(), at: start)
        _ = exchange.received(.end(nil), at: start)
        #expect(exchange.answers(at: start) == nil)
        #expect(exchange.sends(.body(ByteBuffer(string: "x")), at: start + .seconds(50)) == .pass)
        exchange.flushed()
        #expect(exchange.due == start + .seconds(110))
    }

    @Test func aClosingAnswerDuringTheBodyIsLingeredOver() {
        var exchange = Exchange(limits: limits)
        _ = exchange.received(head(), at: start)
        #expect(exchange.answers([.connection: "close"]) == "close")
        #expect(exchange.sends(.end(nil), at: start + .seconds(1)) == .passAndLinger)
        exchange.flushed()
        #expect(exchange.due == start + .seconds(3))
        #expect(exchange.received(.body(ByteBuffer(string: "x")), at: start + .seconds(2)) == .discard)
        #expect(exchange.received(.end(nil), at: start + .seconds(2)) == .close)
    }

    @Test func aClosingAnswerAfterTheBodyCloses() {
        var exchange = Exchange(limits: limits)
        _ = exchange.received(head(), at: start)
        _ = exchange.received(.end(nil), at: start)
        #expect(exchange.answers([.connection: "close"]) == "close")
        #expect(exchange.sends(.end(nil)) == .passAndClose)
    }

    @Test func theAnswerToTheLastRequestClosesAndThoseBeforeItDoNot() {
        var exchange = Exchange(limits: limits)
        for fields in [[:], [.connection: "close"]] as [HTTPFields] {
            #expect(exchange.received(head(fields), at: start) == .pass)
            #expect(exchange.received(.end(nil), at: start) == .pass)
        }
        // What follows is not answered (RFC 9112 §9.6), nor is what is no request.
        #expect(exchange.received(head(), at: start) == .discard)
        #expect(exchange.received(.body(ByteBuffer(string: "x")), at: start) == .discard)
        #expect(exchange.received(.end(nil), at: start) == .discard)
        #expect(exchange.failed(refusal, at: start) == .discard)
        #expect(exchange.answers() == nil)
        #expect(exchange.sends(.end(nil)) == .pass)
        #expect(exchange.answers() == "close")
        #expect(exchange.sends(.end(nil)) == .passAndClose)
        #expect(exchange.sends(.head(HTTPResponse(status: .ok))) == .discard)
    }

    @Test func whatIsNoRequestIsRefusedOnce() {
        var exchange = Exchange(limits: limits)
        #expect(exchange.failed(refusal, at: start) == .refuse)
        #expect(exchange.due == start + .seconds(2))
        #expect(exchange.failed(refusal, at: start) == .discard)
        #expect(exchange.received(head(), at: start) == .discard)
        #expect(exchange.sends(.head(HTTPResponse(status: .ok))) == .discard)
    }

    @Test func aRefusalWaitsForTheAnswersBeforeIt() {
        var exchange = Exchange(limits: limits)
        for _ in 1...2 {
            _ = exchange.received(head(), at: start)
            _ = exchange.received(.end(nil), at: start)
        }
        #expect(exchange.failed(refusal, at: start) == .discard)
        #expect(exchange.failed(Refusal(problem: .notFound), at: start) == .discard)
        #expect(exchange.answers() == nil)
        #expect(exchange.sends(.end(nil)) == .pass)
        #expect(exchange.answers() == nil)
        #expect(exchange.sends(.end(nil), at: start + .seconds(1)) == .passAndRefuse)
        #expect(exchange.refusal?.problem.kind == .badRequest)
        exchange.flushed()
        #expect(exchange.due == start + .seconds(3))
    }

    @Test func whoReadsABrokenBodyIsToldAndItsAnswerCloses() {
        var exchange = Exchange(limits: limits)
        _ = exchange.received(head(), at: start)
        #expect(exchange.failed(refusal, at: start) == .pass)
        #expect(exchange.answers() == "close")
        #expect(exchange.sends(.end(nil)) == .passAndLinger)
        // The framework's own refusal, which would be a second answer.
        #expect(exchange.sends(.head(HTTPResponse(status: .badRequest))) == .discard)
        #expect(exchange.sends(.end(nil)) == .discard)
    }

    @Test func aBodyThatBreaksDuringItsAnswerClosesTheConnection() {
        var exchange = Exchange(limits: limits)
        _ = exchange.received(head(), at: start)
        #expect(exchange.answers() == nil)
        #expect(exchange.failed(refusal, at: start) == .pass)
        #expect(exchange.sends(.end(nil)) == .passAndLinger)
    }

    @Test func aBodyThatNeverEndsIsCutOff() {
        var exchange = Exchange(limits: limits)
        _ = exchange.received(head(), at: start)
        #expect(exchange.received(.body(ByteBuffer(repeating: 0, count: 100)), at: start) == .pass)
        #expect(exchange.received(.body(ByteBuffer(repeating: 0, count: 1)), at: start) == .close)
    }

    @Test(arguments: [("100-continue", "10", true), ("100-continue", "9999999", false), ("other", "10", false)])
    func theBodyIsAskedForWhereTheClientWaits(_ expect: String, _ length: String, _ isAsked: Bool) {
        var exchange = Exchange(limits: limits)
        let receipt = exchange.received(head([.expect: expect, .contentLength: length]), at: start)
        #expect(receipt == (isAsked ? .passAndContinue : .pass))
    }
}

extension Exchange {
    fileprivate mutating func sends(_ part: HTTPResponsePart, at now: NIODeadline = .uptimeNanoseconds(0)) -> Dispatch {
        var part = part
        return sends(&part, at: now)
    }

    /// The Connection field with which the head of an answer goes out.
    fileprivate mutating func answers(
        _ fields: HTTPFields = [:], at now: NIODeadline = .uptimeNanoseconds(0)
    ) -> String? {
        var part = HTTPResponsePart.head(HTTPResponse(status: .ok, headerFields: fields))
        _ = sends(&part, at: now)
        guard case .head(let head) = part else { return nil }
        return head.headerFields[.connection]
    }
}
