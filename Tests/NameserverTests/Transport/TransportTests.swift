import DNS
import Glibc
import NIOCore
import Testing

@testable import Nameserver

@Suite struct TransportTests {
    static func zones() throws -> Zones {
        let zones = Zones(capacity: 64 << 20)
        let texts = try (0..<200).map {
            try record("big.example.com. 60 TXT \"\($0)\" \"\(String(repeating: "x", count: 200))\"")
        }
        try zones.add(
            "example.com.", key: 1,
            records: [record("example.com. 60 NS ns.example.net."), record("www.example.com. 60 A 192.0.2.1")] + texts)
        return zones
    }

    static func query(_ name: String = "www.example.com.", _ type: RecordType = .a, id: UInt16 = 9) throws -> [UInt8] {
        try Message(id: id, questions: [Question(name: Name(name), type: type)]).serialized()
    }

    static func framed(_ message: [UInt8]) -> [UInt8] {
        [UInt8(message.count >> 8), UInt8(message.count & 255)] + message
    }

    @Test(arguments: ["127.0.0.1", "::1", "0.0.0.0", "::"]) func udpIsAnsweredFromTheAddressThatWasAsked(_ host: String)
        async throws
    {
        try await withServer(Self.zones(), host: host) { endpoint, _ in
            let asked = host == "0.0.0.0" ? "127.0.0.7" : host == "::" ? "::1" : host
            // A connected socket takes a reply only from the address that it asked.
            let client = try Client(Endpoint(host: asked, port: endpoint.port), isTCP: false)
            client.send(try Self.query())
            let reply = try Message(parsing: client.receive())
            #expect(reply.answers.map(\.rdata.text) == ["192.0.2.1"])
        }
    }

    @Test func everyThreadAnswers() async throws {
        try await withServer(Self.zones(), threads: 3) { endpoint, service in
            for _ in 0..<400 {
                let client = try Client(endpoint, isTCP: false)
                client.send(try Self.query())
                #expect(!client.receive().isEmpty)
            }
            #expect(service.counters.filter { $0.transport == .udp }.allSatisfy { $0.replies(0) > 0 })
            #expect(service.counters.reduce(0) { $0 + $1.total } == 400)
        }
    }

    @Test func pipelinedQueriesAreAllAnswered() async throws {
        try await withServer(Self.zones()) { endpoint, _ in
            let client = try Client(endpoint, isTCP: true)
            client.send(try (0..<100).flatMap { Self.framed(try Self.query(id: $0)) })
            let ids = try (0..<100).map { _ in try Message(parsing: client.receiveMessage()).id }
            #expect(Set(ids) == Set(0..<100))
        }
    }

    @Test func aQueryMayComeOctetByOctet() async throws {
        try await withServer(Self.zones()) { endpoint, _ in
            let client = try Client(endpoint, isTCP: true)
            for octet in Self.framed(try Self.query()) {
                client.send([octet])
                usleep(2000)
            }
            #expect(try Message(parsing: client.receiveMessage()).answers.count == 1)
        }
    }

    @Test func whatUDPTruncatesTCPAnswersWhole() async throws {
        try await withServer(Self.zones()) { endpoint, _ in
            let datagrams = try Client(endpoint, isTCP: false)
            datagrams.send(try Self.query("big.example.com.", .txt))
            let short = try Message(parsing: datagrams.receive())
            #expect(short.flags.contains(.tc) && short.answers.isEmpty)
            let stream = try Client(endpoint, isTCP: true)
            stream.send(Self.framed(try Self.query("big.example.com.", .txt)))
            #expect(try Message(parsing: stream.receiveMessage()).answers.count == 200)
        }
    }

    @Test func anIdleConnectionIsClosedThoughOctetsTrickleIn() async throws {
        var limits = TCPLimits()
        limits.idle = .milliseconds(300)
        try await withServer(Self.zones(), limits: limits) { endpoint, _ in
            let idle = try Client(endpoint, isTCP: true)
            let slow = try Client(endpoint, isTCP: true)
            let began = ContinuousClock.now
            for octet in Self.framed(try Self.query()).prefix(8) {
                slow.send([octet])
                usleep(60_000)
            }
            #expect(idle.receive().isEmpty)
            #expect(slow.receive().isEmpty)
            // Long before the time that connections have otherwise.
            #expect(ContinuousClock.now - began < .seconds(9))
        }
    }

    @Test func aMessageTooShortForAHeaderEndsTheConnection() async throws {
        try await withServer(Self.zones()) { endpoint, _ in
            let client = try Client(endpoint, isTCP: true)
            client.send([0, 3, 1, 2, 3])
            let began = ContinuousClock.now
            #expect(client.receiveMessage().isEmpty)
            // Not by the time-out for idle ones.
            #expect(ContinuousClock.now - began < .seconds(9))
        }
    }

    @Test func moreConnectionsThanAllowedAreClosed() async throws {
        var limits = TCPLimits()
        limits.connections = 3
        try await withServer(Self.zones(), limits: limits) { endpoint, _ in
            let clients = try (0..<40).map { _ in try Client(endpoint, isTCP: true) }
            var answered = 0
            for client in clients {
                client.send(Self.framed(try Self.query()))
                if !client.receiveMessage().isEmpty { answered += 1 }
            }
            #expect(answered >= 3 && answered < 40)
        }
    }

    @Test func aSecondServerOnThePortIsRefused() async throws {
        try await withServer(Self.zones()) { endpoint, _ in
            _ = #expect(throws: ListenError.self) { try ReservedEndpoint(endpoint) }
        }
    }

    @Test func bothWildcardsMayBeServedOnOnePort() async throws {
        try await withServer(Self.zones(), host: "0.0.0.0") { endpoint, _ in
            _ = try ReservedEndpoint(Endpoint(host: "::", port: endpoint.port))
        }
        try await withServer(Self.zones(), hosts: ["0.0.0.0", "::"]) { endpoint, _ in
            for host in ["127.0.0.1", "::1"] {
                let client = try Client(Endpoint(host: host, port: endpoint.port), isTCP: true)
                client.send(Self.framed(try Self.query()))
                #expect(try Message(parsing: client.receiveMessage()).answers.count == 1)
            }
        }
    }

    @Test func whatIsTakenIsFoundOutBeforehand() async throws {
        try await withServer(Self.zones()) { endpoint, _ in
            let overUDP = #expect(throws: ListenError.self) { try ReservedEndpoint(endpoint) }
            #expect(overUDP?.description == "\(endpoint) (udp) is in use by another process")
            let overTCP = #expect(throws: ListenError.self) { try endpoint.probeTCP() }
            #expect(overTCP?.description == "\(endpoint) (tcp) is in use by another process")
        }
        #expect(throws: ListenError.self) { try ReservedEndpoint(Endpoint(host: "192.0.2.1", port: 53)) }
    }

    @Test func whatIsReservedIsNobodyElsesUntilItIsGivenUp() throws {
        let endpoint = try freeEndpoint()
        for _ in 0..<3 {
            let reserved = try ReservedEndpoint(endpoint)
            #expect(throws: ListenError.self) { try ReservedEndpoint(endpoint) }
            #expect(throws: ListenError.self) { try UDPSocket(endpoint, isShared: true) }
            // Nor while those come that share it.
            let sockets = try reserved.sockets(3)
            #expect(sockets.count == 3)
            #expect(throws: ListenError.self) { try ReservedEndpoint(endpoint) }
            for socket in sockets { close(socket.descriptor) }
        }
        _ = try ReservedEndpoint(endpoint)
    }

    @Test(arguments: [(64, 1, 64), (64, 16, 64), (64, 20, 51), (2, 600, 1), (2, 5000, 1), (5000, 1, 1024), (0, 0, 1)])
    func threadsAreSharedOutAmongManyEndpoints(_ wanted: Int, _ endpoints: Int, _ each: Int) {
        #expect(NameserverService.threads(wanted, each: endpoints) == each)
    }

    @Test(arguments: [
        ("192.0.2.1:53", "192.0.2.1:53"), ("[::1]:5300", "[::1]:5300"), ("::1:53", nil), ("localhost:53", nil),
        ("192.0.2.1", nil), ("192.0.2.1:70000", nil), ("[192.0.2.1]:53", nil), ("[::1", nil), ("", nil),
    ]) func anEndpointIsReadStrictly(_ text: String, _ read: String?) {
        #expect(Endpoint(text)?.description == read)
    }
}
