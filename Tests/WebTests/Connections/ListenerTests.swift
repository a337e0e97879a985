import ControlPlane
import Foundation
import Hummingbird
import NIOCore
import ServiceLifecycle
import Testing

@testable import Web

/// What only a real socket shows.
@Suite(.serialized) struct ListenerTests {
    /// Short enough for a test to wait for.
    private static let limits = ConnectionLimits(
        idle: .milliseconds(400), request: .milliseconds(800), linger: .milliseconds(500), body: 4 << 20)

    private func serving(_ body: @escaping (Int, Fixture) async throws -> Void) async throws {
        try await Fixture.serving(limits: Self.limits) { try await body($0, $1) }
    }

    @Test func aSlowHeadIsDropped() async throws {
        try await serving { port, _ in
            let peer = try Peer(port: port)
            let start = ContinuousClock.now
            // An octet at a time: each shows life, none makes progress.
            for octet in "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + String(repeating: "a", count: 100) {
                guard try await peer.send(String(octet)) else { break }
                try await Task.sleep(for: .milliseconds(20))
                if ContinuousClock.now - start > .seconds(2) { break }
            }
            #expect(try await peer.receive() == "")
            #expect(ContinuousClock.now - start < .seconds(10))
        }
    }

    @Test func aSlowBodyIsDropped() async throws {
        try await serving { port, fixture in
            let peer = try Peer(port: port)
            let start = ContinuousClock.now
            try await peer.send(
                "POST \(fixture.records) HTTP/1.1\r\nHost: localhost\r\nX-API-TOKEN: \(fixture.ours.token)\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
            while ContinuousClock.now - start < .seconds(10), try await peer.send(" ") {
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(ContinuousClock.now - start < .seconds(10))
            #expect(try await peer.receive() == "")
        }
    }

    /// The time of the request, which runs on, is longer.
    @Test func whoWritesOnAfterTheLastAnswerIsCutOffSoon() async throws {
        let limits = ConnectionLimits(request: .seconds(30), linger: .milliseconds(300))
        try await Fixture.serving(limits: limits) { port, fixture in
            let peer = try Peer(port: port)
            try await peer.send(
                "POST \(fixture.records) HTTP/1.1\r\nHost: localhost\r\nX-API-TOKEN: \(fixture.ours.token)\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 3000000\r\n\r\n")
            #expect(try await peer.receive()?.hasPrefix("HTTP/1.1 413 ") == true)
            let start = ContinuousClock.now
            while ContinuousClock.now - start < .seconds(10), try await peer.send(" ") {
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(ContinuousClock.now - start < .seconds(5))
        }
    }

    @Test func anIdleConnectionIsClosed() async throws {
        try await serving { port, _ in
            let peer = try Peer(port: port)
            #expect(try await peer.receive() == "")
        }
    }

    @Test func whoWritesALargeBodyFirstStillGetsTheAnswer() async throws {
        try await Fixture.serving { port, fixture in
            for length in ["Content-Length: 3000000\r\n", "Transfer-Encoding: chunked\r\n"] {
                let peer = try Peer(port: port)
                try await peer.send(
                    "POST \(fixture.records) HTTP/1.1\r\nHost: localhost\r\nX-API-TOKEN: \(fixture.ours.token)\r\n"
                        + "Content-Type: application/json\r\n\(length)\r\n")
                let body = String(repeating: "a", count: 3_000_000)
                let isChunked = length.hasPrefix("Transfer")
                #expect(try await peer.send(isChunked ? "2dc6c0\r\n\(body)\r\n0\r\n\r\n" : body))
                let answer = try #require(try await peer.receive())
                #expect(answer.hasPrefix("HTTP/1.1 413 "))
                #expect(answer.contains(#""type":"/problems/content-too-large""#))
            }
        }
    }

    @Test func pipelinedRequestsAreAnsweredInOrder() async throws {
        try await serving { port, fixture in
            let peer = try Peer(port: port)
            let fields = "Host: localhost\r\nX-API-TOKEN: \(fixture.ours.token)\r\n"
            let body = #"{"name":"www","value":"192.0.2.1"}"#
            try await peer.send(
                "GET /healthz HTTP/1.1\r\n\(fields)\r\n"
                    + "POST \(fixture.records) HTTP/1.1\r\n\(fields)Content-Type: application/json\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
                    + "GET \(fixture.records) HTTP/1.1\r\n\(fields)\r\n"
                    + "GET /nothing HTTP/1.1\r\n\(fields)Connection: close\r\n\r\n")
            let answers = try #require(try await peer.receive())
            let statuses = answers.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
            #expect(statuses == ["200", "201", "200", "404"])
        }
    }

    @Test func theBodyIsSentOnWhenTheClientWaitsForLeave() async throws {
        try await serving { port, fixture in
            let peer = try Peer(port: port)
            let body = #"{"name":"www","value":"192.0.2.1"}"#
            try await peer.send(
                "POST \(fixture.records) HTTP/1.1\r\nHost: localhost\r\nX-API-TOKEN: \(fixture.ours.token)\r\n"
                    + "Content-Type: application/json\r\nExpect: 100-continue\r\nConnection: close\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n")
            #expect(try await peer.receive(until: "\r\n\r\n")?.hasPrefix("HTTP/1.1 100 ") == true)
            try await peer.send(body)
            #expect(try await peer.receive()?.hasPrefix("HTTP/1.1 201 ") == true)
        }
    }

    @Test func invalidUTF8Is400() async throws {
        try await serving { port, fixture in
            let peer = try Peer(port: port)
            try await peer.send(
                "POST \(fixture.records) HTTP/1.1\r\nHost: localhost\r\nX-API-TOKEN: \(fixture.ours.token)\r\n"
                    + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: 9\r\n\r\n{\"a\":\"")
            try await peer.send([0xff])
            try await peer.send("\"}")
            #expect(try await peer.receive()?.hasPrefix("HTTP/1.1 400 ") == true)
        }
    }

    @Test func anAddressInUseIsSaidInOneLine() async throws {
        try await serving { port, fixture in
            let failure = await #expect(throws: Listener.Failure.self) {
                try await fixture.web.listener(host: "127.0.0.1", port: port).run()
            }
            #expect(failure?.description == "http: 127.0.0.1:\(port): in use by another process")
        }
    }

    @Test func theMetricsListenerAnswersToo() async throws {
        try await Fixture.serving({ $0.web.metricsApplication(onRunning: $1) { [] } }) { port, _ in
            let peer = try Peer(port: port)
            try await peer.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            let answer = try #require(try await peer.receive())
            #expect(answer.contains("text/plain; version=0.0.4"))
            #expect(answer.contains("process_open_fds "))
        }
    }
}
