import HTTPTypes
import NIOCore
import NIOHTTPTypes
import Testing

@testable import Web

@Suite struct ExchangeTests {
    let start = NIODeadline.uptimeNanoseconds(0)
    let limits = ConnectionLimits(request: .seconds(30), response: .seconds(60), linger: .seconds(2), body: 100)

    private func head(_ fields: HTTPFields = [:]) -> HTTPRequestPart {
        .head(HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/", headerFields: fields))
    }

    private func answer(_ fields: HTTPFields = [:]) -> HTTPResponsePart {
        .head(HTTPResponse(status: .ok, headerFields: fields))
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
        #expect(exchange.sends(answer(), at: start + .seconds(40)) == .pass)
        #expect(exchange.due == start + .seconds(100))
        #expect(exchange.sends(.end(nil), at: start + .seconds(41)) == .pass)
        #expect(exchange.due == start + .seconds(100))
        exchange.flushed()
        #expect(exchange.due == nil)
    }

    @Test func aClosingAnswerDuringTheBodyIsLingeredOver() {
        var exchange = Exchange(limits: limits)
        _ = exchange.received(head(), at: start)
        _ = exchange.sends(answer([.connection: "close"]), at: start)
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
        _ = exchange.sends(answer([.connection: "close"]), at: start)
        #expect(exchange.sends(.end(nil), at: start) == .passAndClose)
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
