import ControlPlane
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Testing

@testable import Web

/// How long a stream of HTTP/2 may take, over real sockets. Without TLS, which changes nothing in this.
@Suite(.serialized) struct HTTP2ConnectionTests {
    /// Short enough for a test to wait for. Beside many other tests one is kept waiting itself for seconds.
    private static func limits(idle: TimeAmount = .seconds(60)) -> ConnectionLimits {
        ConnectionLimits(
            idle: idle, request: .milliseconds(800), response: .milliseconds(800), linger: .milliseconds(300))
    }

    private func serving(
        _ limits: ConnectionLimits = limits(), _ body: @escaping (HTTP2Peer, Fixture) async throws -> Void
    ) async throws {
        try await Fixture.serving({ fixture, onRunning in
            ClearHTTP2.application(of: fixture, limits: limits, onRunning: onRunning)
        }) { port, fixture in
            try await body(try await HTTP2Peer(port: port), fixture)
        }
    }

    /// The head of a request whose body is waited for.
    private static func open(_ stream: UInt32, _ peer: HTTP2Peer, _ fixture: Fixture) async throws {
        let fields = ["x-api-token": fixture.ours.token, "content-type": "application/json", "content-length": "100"]
        try await peer.send(
            .headers, HTTP2Peer.endHeaders, stream: stream, HTTP2Peer.block("POST", fixture.records, fields))
    }

    /// That another stream of the connection is answered.
    private static func expectAnswer(_ stream: UInt32, _ peer: HTTP2Peer) async throws {
        try await peer.send(
            .headers, HTTP2Peer.endHeaders | HTTP2Peer.endStream, stream: stream,
            HTTP2Peer.block("GET", "/healthz"))
        let head = try #require(try await peer.next(.headers))
        // :status 200 of the static table (RFC 7541 appendix A).
        #expect(head.stream == stream && head.payload.first == 0x88)
    }

    @Test func aBodyThatDoesNotComeEndsItsStreamAlone() async throws {
        try await serving { peer, fixture in
            let start = ContinuousClock.now
            try await Self.open(1, peer, fixture)
            #expect(try await peer.next(.reset)?.stream == 1)
            #expect(ContinuousClock.now - start > .milliseconds(700))
            #expect(ContinuousClock.now - start < .seconds(20))
            try await Self.expectAnswer(3, peer)
        }
    }

    @Test func aSlowBodyEndsItsStreamAlone() async throws {
        try await serving { peer, fixture in
            let start = ContinuousClock.now
            try await Self.open(1, peer, fixture)
            // An octet at a time: each shows life, none makes progress.
            for _ in 0..<18 {
                try await peer.send(.data, stream: 1, [0x20])
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(try await peer.next(.reset)?.stream == 1)
            #expect(ContinuousClock.now - start < .seconds(20))
            try await Self.expectAnswer(3, peer)
        }
    }

    @Test func asManyStreamsAsThereMayBeEndInTheirTimeAndMakeRoom() async throws {
        try await serving { peer, fixture in
            let start = ContinuousClock.now
            let streams = (0..<100).map { UInt32(2 * $0 + 1) }
            for stream in streams { try await Self.open(stream, peer, fixture) }
            var ended: Set<UInt32> = []
            while ended.count < streams.count, let frame = try await peer.next(.reset) { ended.insert(frame.stream) }
            #expect(ended == Set(streams))
            #expect(ContinuousClock.now - start < .seconds(20))
            try await Self.expectAnswer(201, peer)
        }
    }

    @Test func anAnswerThatNobodyTakesEndsItsStream() async throws {
        try await serving { peer, fixture in
            // SETTINGS_INITIAL_WINDOW_SIZE: no octet of content may be sent.
            try await peer.send(.settings, 0, stream: 0, [0, 4] + HTTP2Peer.octets(0))
            try await peer.send(
                .headers, HTTP2Peer.endHeaders | HTTP2Peer.endStream, stream: 1, HTTP2Peer.block("GET", "/healthz"))
            let start = ContinuousClock.now
            #expect(try await peer.next(.reset)?.stream == 1)
            #expect(ContinuousClock.now - start < .seconds(20))
        }
    }

    @Test func framesOfNoStreamKeepNoConnectionOpen() async throws {
        try await serving(Self.limits(idle: .seconds(1))) { peer, _ in
            let start = ContinuousClock.now
            // Few enough to be no flood.
            while ContinuousClock.now - start < .seconds(20) {
                guard try await peer.send(.ping, 0, stream: 0, Array("12345678".utf8)),
                    try await peer.send(.windowUpdate, 0, stream: 0, HTTP2Peer.octets(1))
                else { break }
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(ContinuousClock.now - start < .seconds(20))
            #expect(try await peer.next(.goAway) != nil)
        }
    }

    @Test func aHeadThatDoesNotEndEndsTheConnection() async throws {
        try await serving(Self.limits(idle: .seconds(1))) { peer, fixture in
            try await peer.send(.headers, stream: 1, HTTP2Peer.block("GET", "/healthz"))
            let start = ContinuousClock.now
            #expect(try await peer.next(.goAway) != nil)
            while try await peer.frame() != nil {}
            #expect(ContinuousClock.now - start < .seconds(20))
        }
    }

    @Test func aConnectionThatNeverBeginsEnds() async throws {
        try await Fixture.serving({ fixture, onRunning in
            ClearHTTP2.application(of: fixture, limits: Self.limits(idle: .seconds(1)), onRunning: onRunning)
        }) { port, _ in
            let peer = try Peer(port: port)
            try await peer.send("PRI * HT")
            let start = ContinuousClock.now
            while try await peer.octets()?.isEmpty == false {}
            #expect(ContinuousClock.now - start < .seconds(20))
        }
    }
}

/// What `SecureChannel` makes of a client that has chosen HTTP/2.
private struct ClearHTTP2: ServerChildChannel {
    struct Value: ServerChildChannelValue {
        let streams: HTTP2Connection.Value
        let channel: any Channel
    }

    let http2: HTTP2Connection

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        http2.setup(channel: channel).map { Value(streams: $0, channel: channel) }
    }

    func handle(value: Value, logger: Logger) async { await http2.handle(value.streams, logger: logger) }

    static func application(
        of fixture: Fixture, limits: ConnectionLimits, onRunning: @escaping @Sendable (Int) -> Void
    ) -> some ApplicationProtocol {
        var logger = Logger(label: "web")
        logger.logLevel = .critical
        let quiet = logger
        let routes = API(plane: fixture.plane, readiness: fixture.readiness).routes
        let responder = Responder(
            routes: RouteTable(routes + HealthRoutes(readiness: fixture.readiness).routes), metrics: nil)
        let server = HTTPServerBuilder { respond in
            let answering = HTTP1Channel(responder: respond, configuration: .init())
            let http2 = HTTP2Connection(limits: limits, answering: answering) {
                ExchangeHandler(limits: limits) { responder.refuse($0, logger: quiet) }
            }
            return ClearHTTP2(http2: http2)
        }
        return Application(
            responder: responder, server: server, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in onRunning(channel.localAddress?.port ?? 0) }, logger: logger)
    }
}
