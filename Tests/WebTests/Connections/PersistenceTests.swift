import ControlPlane
import Foundation
import Testing

@testable import Web

/// Which connections go on after an answer, over real sockets. None of these waits for a limit: it would take 30 s.
@Suite(.serialized) struct PersistenceTests {
    @Test(arguments: [
        ("HTTP/1.0", ""), ("HTTP/1.0", "Host: a\r\n"), ("HTTP/1.0", "Connection: keep-alive\r\n"),
        ("HTTP/1.0", "Connection: close\r\n"), ("HTTP/1.1", "Host: a\r\nConnection: close\r\n"),
        ("HTTP/1.1", "Host: a\r\nConnection: Close\r\n"), ("HTTP/1.1", "Host: a\r\nConnection: keep-alive, close\r\n"),
        // What asks for another protocol is answered in this one; what follows would not be read as it.
        ("HTTP/1.1", "Host: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMA\r\n"),
    ])
    func theLastAnswerSaysSoAndTheConnectionEnds(_ version: String, _ fields: String) async throws {
        try await Fixture.serving { port, _ in
            let peer = try Peer(port: port)
            try await peer.send("GET /healthz \(version)\r\n\(fields)\r\n")
            let answers = try await peer.answers()
            #expect(answers.map(\.status) == [200])
            #expect(answers.first?["Connection"] == "close")
            #expect(answers.first?["Transfer-Encoding"] == nil)
            #expect(answers.first?.content == "ok\n")
        }
    }

    @Test func aConnectionGoesOnOtherwise() async throws {
        try await Fixture.serving { port, _ in
            let peer = try Peer(port: port)
            for _ in 1...3 {
                try await peer.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
                let answer = try #require(try await peer.receive(until: "ok\n"))
                #expect(answer.hasPrefix("HTTP/1.1 200 "))
                #expect(!answer.lowercased().contains("connection:"))
            }
        }
    }

    @Test func whatFollowsTheLastRequestIsNotAnswered() async throws {
        try await Fixture.serving { port, _ in
            let peer = try Peer(port: port)
            let request = "GET /healthz HTTP/1.1\r\nHost: a\r\n"
            try await peer.send("\(request)\r\n\(request)Connection: close\r\n\r\n\(request)\r\nFOO\r\n\r\n")
            let answers = try await peer.answers()
            #expect(answers.map(\.status) == [200, 200])
        }
    }

    @Test func headIsGetWithoutContentAndTheConnectionGoesOn() async throws {
        try await Fixture.serving { port, _ in
            let peer = try Peer(port: port)
            try await peer.send(
                "HEAD /healthz HTTP/1.1\r\nHost: a\r\n\r\nHEAD /nothing HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let parts = try #require(try await peer.receive()).components(separatedBy: "\r\n\r\n")
            #expect(parts.count == 4)
            #expect(parts[0].hasPrefix("HTTP/1.1 200 ") && parts[0].contains("Content-Length: 3"))
            #expect(parts[1].hasPrefix("HTTP/1.1 404 ") && parts[1].contains("application/problem+json"))
            #expect(parts[2].hasPrefix("HTTP/1.1 200 ") && parts[3] == "ok\n")
        }
    }

    @Test func http10IsNotAskedToGoOn() async throws {
        try await Fixture.serving { port, fixture in
            let peer = try Peer(port: port)
            let body = #"{"name":"www","value":"192.0.2.1"}"#
            try await peer.send(
                "POST \(fixture.records) HTTP/1.0\r\nX-API-TOKEN: \(fixture.ours.token)\r\nExpect: 100-continue\r\n"
                    + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
            #expect(try await peer.receive()?.hasPrefix("HTTP/1.1 201 ") == true)
        }
    }

    @Test func whoClosesAndWritesALargeBodyStillGetsTheAnswer() async throws {
        try await Fixture.serving { port, fixture in
            let peer = try Peer(port: port)
            try await peer.send(
                "POST \(fixture.records) HTTP/1.1\r\nHost: a\r\nX-API-TOKEN: \(fixture.ours.token)\r\n"
                    + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: 3000000\r\n\r\n")
            #expect(try await peer.send(String(repeating: "a", count: 3_000_000)))
            #expect(try await peer.receive()?.hasPrefix("HTTP/1.1 413 ") == true)
        }
    }

    @Test func aLargeLastAnswerIsWhole() async throws {
        let help = String(repeating: "a", count: 8 << 20)
        try await Fixture.serving({ fixture, onRunning in
            fixture.web.metricsApplication(onRunning: onRunning) { [Metric("large", help, .gauge, [])] }
        }) { port, _ in
            let peer = try Peer(port: port)
            try await peer.send("GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            // More than the kernel holds for a client that does not read.
            try await Task.sleep(for: .milliseconds(300))
            let answer = try #require(await peer.answers().first)
            #expect(answer.status == 200)
            #expect(answer.content.utf8.count > help.utf8.count)
        }
    }
}
