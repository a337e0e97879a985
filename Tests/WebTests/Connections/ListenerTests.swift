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

    private func serving(
        _ limits: ConnectionLimits = Self.limits, _ body: @escaping @Sendable (Int, Fixture) throws -> Void
    ) async throws {
        try await Fixture.with(limits: limits) { fixture in
            let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
            let application = fixture.web.application { continuation.yield($0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await application.run() }
                var iterator = ports.makeAsyncIterator()
                let port = try #require(await iterator.next())
                // Its blocking calls must not stand on a thread that the server needs.
                try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
                    Thread.detachNewThread { done.resume(with: Result { try body(port, fixture) }) }
                }
                group.cancelAll()
            }
        }
    }

    @Test func aSlowHeadIsDropped() async throws {
        try await serving { port, _ in
            let peer = try Peer(port: port)
            let start = ContinuousClock.now
            // An octet at a time: each shows life, none makes progress.
            for octet in "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + String(repeating: "a", count: 100) {
                guard peer.send(String(octet)) else { break }
                Thread.sleep(forTimeInterval: 0.02)
                if ContinuousClock.now - start > .seconds(2) { break }
            }
            #expect(peer.receive() == "")
            #expect(ContinuousClock.now - start < .seconds(5))
        }
    }

    @Test func aSlowBodyIsDropped() async throws {
        try await serving { port, fixture in
            let peer = try Peer(port: port)
            let start = ContinuousClock.now
            peer.send(
                "POST \(fixture.records) HTTP/1.1\r\nHost: localhost\r\nX-API-TOKEN: \(fixture.ours.token)\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
            while ContinuousClock.now - start < .seconds(3), peer.send(" ") { Thread.sleep(forTimeInterval: 0.05) }
            #expect(ContinuousClock.now - start < .seconds(3))
            #expect(peer.receive() == "")
        }
    }

    @Test func anIdleConnectionIsClosed() async throws {
        try await serving { port, _ in
            let peer = try Peer(port: port)
            #expect(peer.receive() == "")
        }
    }

    @Test func whoWritesALargeBodyFirstStillGetsTheAnswer() async throws {
        try await serving { port, fixture in
            for length in ["Content-Length: 3000000\r\n", "Transfer-Encoding: chunked\r\n"] {
                let peer = try Peer(port: port)
                peer.send(
                    "POST \(fixture.records) HTTP/1.1\r\nHost: localhost\r\nX-API-TOKEN: \(fixture.ours.token)\r\n"
                        + "Content-Type: application/json\r\n\(length)\r\n")
                let body = String(repeating: "a", count: 3_000_000)
                let isChunked = length.hasPrefix("Transfer")
                #expect(peer.send(isChunked ? "2dc6c0\r\n\(body)\r\n0\r\n\r\n" : body))
                let answer = try #require(peer.receive())
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
            peer.send(
                "GET /healthz HTTP/1.1\r\n\(fields)\r\n"
                    + "POST \(fixture.records) HTTP/1.1\r\n\(fields)Content-Type: application/json\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
                    + "GET \(fixture.records) HTTP/1.1\r\n\(fields)\r\n"
                    + "GET /nothing HTTP/1.1\r\n\(fields)Connection: close\r\n\r\n")
            let answers = try #require(peer.receive())
            let statuses = answers.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
            #expect(statuses == ["200", "201", "200", "404"])
        }
    }

    @Test func theBodyIsSentOnWhenTheClientWaitsForLeave() async throws {
        try await serving { port, fixture in
            let peer = try Peer(port: port)
            let body = #"{"name":"www","value":"192.0.2.1"}"#
            peer.send(
                "POST \(fixture.records) HTTP/1.1\r\nHost: localhost\r\nX-API-TOKEN: \(fixture.ours.token)\r\n"
                    + "Content-Type: application/json\r\nExpect: 100-continue\r\nConnection: close\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n")
            #expect(peer.receive(until: "\r\n\r\n")?.hasPrefix("HTTP/1.1 100 ") == true)
            peer.send(body)
            #expect(peer.receive()?.hasPrefix("HTTP/1.1 201 ") == true)
        }
    }

    @Test func invalidUTF8Is400() async throws {
        try await serving { port, fixture in
            let peer = try Peer(port: port)
            peer.send(
                "POST \(fixture.records) HTTP/1.1\r\nHost: localhost\r\nX-API-TOKEN: \(fixture.ours.token)\r\n"
                    + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: 9\r\n\r\n{\"a\":\"")
            peer.send([0xff])
            peer.send("\"}")
            #expect(peer.receive()?.hasPrefix("HTTP/1.1 400 ") == true)
        }
    }

    @Test func anAddressInUseIsSaidInOneLine() async throws {
        try await serving { port, fixture in
            let second = fixture.web.listener(host: "127.0.0.1", port: port)
            let failure = Blocking.run { try await second.run() }
            #expect("\(failure.map { "\($0)" } ?? "")" == "http: 127.0.0.1:\(port): in use by another process")
        }
    }

    @Test func theMetricsListenerAnswersToo() async throws {
        try await Fixture.with { fixture in
            let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
            let application = fixture.web.metricsApplication(onRunning: { continuation.yield($0) }) { [] }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await application.run() }
                var iterator = ports.makeAsyncIterator()
                let port = try #require(await iterator.next())
                let peer = try Peer(port: port)
                peer.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                let answer = try #require(peer.receive())
                #expect(answer.contains("text/plain; version=0.0.4"))
                #expect(answer.contains("process_open_fds "))
                group.cancelAll()
            }
        }
    }
}

/// Waits for a task from a thread of its own.
private enum Blocking {
    static func run(_ body: @escaping @Sendable () async throws -> Void) -> (any Error)? {
        let done = DispatchSemaphore(value: 0)
        nonisolated(unsafe) var failure: (any Error)?
        Task {
            do { try await body() } catch { failure = error }
            done.signal()
        }
        done.wait()
        return failure
    }
}
