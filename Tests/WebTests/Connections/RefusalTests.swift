import ControlPlane
import Foundation
import Records
import Testing

@testable import Web

/// What is turned away before any route is asked, over real sockets: answered once, as a problem, and closed.
@Suite(.serialized) struct RefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let what: String
        var line = "GET /healthz HTTP/1.1"
        var fields = "Host: localhost\r\n"
        let status: Int
        let slug: String
        var instance = "/"
        var testDescription: String { what }
        var octets: String { "\(line)\r\n\(fields)\r\n" }
    }

    static let cases = [
        Case(what: "an unknown method", line: "FOO /api HTTP/1.1", status: 501, slug: "not-implemented"),
        Case(what: "a method in lower case", line: "get /healthz HTTP/1.1", status: 501, slug: "not-implemented"),
        Case(what: "no request line", line: "hello", status: 400, slug: "bad-request"),
        Case(what: "a handshake of TLS", line: "\u{16}\u{3}\u{1}\u{2}", status: 400, slug: "bad-request"),
        Case(what: "a line without a version's slash", line: "GET / HTTQ/1.1", status: 400, slug: "bad-request"),
        Case(what: "a control character in the target", line: "GET /\u{1} HTTP/1.1", status: 400, slug: "bad-request"),
        Case(what: "HTTP/2.0", line: "GET / HTTP/2.0", status: 505, slug: "version-not-supported"),
        Case(what: "HTTP/2 as if it was known", line: "PRI * HTTP/2.0", status: 505, slug: "version-not-supported"),
        Case(
            what: "a target over the limit", line: "GET /\(String(repeating: "a", count: 8_192)) HTTP/1.1", status: 414,
            slug: "uri-too-long"),
        Case(
            what: "a target that the parser gives up on",
            line: "GET /\(String(repeating: "a", count: 200_000)) HTTP/1.1", status: 414, slug: "uri-too-long"),
        Case(
            what: "a field that is too long",
            fields: "Host: localhost\r\nX: \(String(repeating: "a", count: 200_000))\r\n",
            status: 431, slug: "header-too-large"),
        Case(
            what: "too much in all fields",
            fields: "Host: localhost\r\n"
                + String(repeating: "X: \(String(repeating: "a", count: 1_000))\r\n", count: 40),
            status: 431, slug: "header-too-large"),
        Case(
            what: "too many fields", fields: "Host: localhost\r\n" + String(repeating: "X: a\r\n", count: 300),
            status: 431, slug: "header-too-large"),
        Case(
            what: "a control character in a value", fields: "Host: localhost\r\nX: a\u{1}b\r\n", status: 400,
            slug: "bad-request"),
        Case(
            what: "a space in a field's name", fields: "Host: localhost\r\nX y: a\r\n", status: 400, slug: "bad-request"
        ),
        Case(
            what: "a Content-Length that is no number", fields: "Host: localhost\r\nContent-Length: x\r\n", status: 400,
            slug: "bad-request"),
        Case(
            what: "two of Content-Length", fields: "Host: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
            status: 400, slug: "bad-request"),
        Case(
            what: "Content-Length beside chunks",
            fields: "Host: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n", status: 400,
            slug: "bad-request"),
        Case(what: "a line feed alone", line: "GET /healthz HTTP/1.1\nX: a", status: 400, slug: "bad-request"),
        Case(
            what: "a coding that nobody understands", fields: "Host: localhost\r\nTransfer-Encoding: gzip, chunked\r\n",
            status: 501, slug: "not-implemented", instance: "/healthz"),
        Case(
            what: "a coding whose end cannot be told", fields: "Host: localhost\r\nTransfer-Encoding: gzip\r\n",
            status: 501, slug: "not-implemented", instance: "/healthz"),
        Case(what: "no Host", fields: "", status: 400, slug: "bad-request", instance: "/healthz"),
        Case(
            what: "two of Host", fields: "Host: localhost\r\nhost: localhost\r\n", status: 400, slug: "bad-request",
            instance: "/healthz"),
        Case(
            what: "a Host with a space", line: "GET /healthz?a=b HTTP/1.1", fields: "Host: local host\r\n", status: 400,
            slug: "bad-request", instance: "/healthz"),
        Case(
            what: "two of Host in HTTP/1.0", line: "GET /healthz HTTP/1.0", fields: "Host: a\r\nHost: a\r\n",
            status: 400,
            slug: "bad-request", instance: "/healthz"),
    ]

    @Test func everyRefusalIsOneProblemAndTheLastAnswer() async throws {
        try await Fixture.serving { port, _ in
            for example in Self.cases {
                let peer = try Peer(port: port)
                try await peer.send(example.octets)
                let answers = try await peer.answers()
                #expect(answers.count == 1, "\(example.what)")
                let answer = try #require(answers.first)
                #expect(answer.status == example.status, "\(example.what)")
                #expect(answer.json["type"]?.string == "/problems/\(example.slug)", "\(example.what)")
                #expect(answer.json["status"]?.integer == Int64(example.status))
                #expect(answer.json["instance"]?.string == example.instance, "\(example.what)")
                #expect(
                    answer.json.object?.members.map(\.name) == [
                        "@context", "@id", "@type", "type", "title", "status", "detail", "instance", "description",
                    ])
                #expect(answer["Content-Type"] == "application/problem+json")
                #expect(answer["Connection"] == "close")
                #expect(answer["Vary"] == Answer.vary)
                #expect(answer["X-Content-Type-Options"] == "nosniff")
                #expect(answer["X-Request-Id"]?.isEmpty == false)
                #expect(answer["Date"]?.hasSuffix(" GMT") == true)
            }
        }
    }

    @Test func theAnswerToHeadHasNoContent() async throws {
        try await Fixture.serving { port, _ in
            let peer = try Peer(port: port)
            try await peer.send("HEAD /healthz HTTP/1.1\r\n\r\n")
            let text = try #require(try await peer.receive())
            #expect(text.hasPrefix("HTTP/1.1 400 "))
            #expect(text.hasSuffix("\r\n\r\n"))
            #expect(text.contains("Content-Length: "))
        }
    }

    @Test func theRequestsBeforeItAreAnsweredFirst() async throws {
        try await Fixture.serving { port, fixture in
            let good = "GET \(fixture.records) HTTP/1.1\r\nHost: a\r\nX-API-TOKEN: \(fixture.ours.token)\r\n\r\n"
            for (bad, status) in [("FOO / HTTP/1.1\r\nHost: a\r\n\r\n", 501), ("GET / HTTP/1.1\r\n\r\n", 400)] {
                let peer = try Peer(port: port)
                try await peer.send(good + good + bad + good)
                let answers = try await peer.answers()
                #expect(answers.map(\.status) == [200, 200, status])
                #expect(answers.map { $0["Connection"] } == [nil, nil, "close"])
            }
        }
    }

    @Test(arguments: ["zz\r\nx\r\n0\r\n\r\n", "1\r\nxx\r\n0\r\n\r\n", "-1\r\n"])
    func aBrokenChunkIsOneProblem(_ body: String) async throws {
        try await Fixture.serving { port, fixture in
            // Who reads the body says so; who does not look at it answers as ever.
            for (path, slug) in [(fixture.records, "malformed-body"), ("/nothing", "not-found")] {
                let peer = try Peer(port: port)
                try await peer.send(
                    "POST \(path) HTTP/1.1\r\nHost: a\r\nX-API-TOKEN: \(fixture.ours.token)\r\n"
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n\(body)")
                let answers = try await peer.answers()
                #expect(answers.count == 1)
                #expect(answers.first?.json["type"]?.string == "/problems/\(slug)")
            }
        }
    }

    @Test func aHeadThatEndsTooEarlyIsAProblem() async throws {
        try await Fixture.serving { port, _ in
            let peer = try Peer(port: port)
            try await peer.send("GET /healthz HTTP/1.1\r\nHost: a\r\nX-")
            peer.finish()
            let answers = try await peer.answers()
            #expect(answers.map(\.status) == [400])
            #expect(answers.first?.json["type"]?.string == "/problems/bad-request")
        }
    }

    @Test func whoHasSaidAllStillGetsTheAnswer() async throws {
        try await Fixture.serving { port, _ in
            let peer = try Peer(port: port)
            try await peer.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            peer.finish()
            #expect(try await peer.receive()?.hasSuffix("ok\n") == true)
        }
    }

    @Test(arguments: ["TRACE", "PROPFIND", "PUT", "PURGE"])
    func aKnownMethodThatAPathLacksIs405(_ method: String) async throws {
        try await Fixture.serving { port, _ in
            let peer = try Peer(port: port)
            try await peer.send("\(method) /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let answer = try #require(await peer.answers().first)
            #expect(answer.status == 405)
            #expect(answer["Allow"] == "GET, HEAD, OPTIONS")
            #expect(answer.json["type"]?.string == "/problems/method-not-allowed")
        }
    }

    @Test(arguments: [
        ("CONNECT example.com:443", 405), ("OPTIONS *", 204), ("GET *", 400), ("GET http://a/healthz", 200),
    ])
    func aTargetThatIsNoPathIsAnsweredToo(_ line: String, _ status: Int) async throws {
        try await Fixture.serving { port, _ in
            let peer = try Peer(port: port)
            try await peer.send("\(line) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let answer = try #require(await peer.answers().first)
            #expect(answer.status == status)
            if status == 405 || status == 204 { #expect(answer["Allow"]?.contains("POST") == true) }
        }
    }
}
