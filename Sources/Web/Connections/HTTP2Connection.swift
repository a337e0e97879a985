import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP2
import NIOHTTPTypes
import NIOHTTPTypesHTTP2

/// A connection of HTTP/2 (RFC 9113): each of its streams is one request with its answer.
struct HTTP2Connection: Sendable {
    typealias Stream = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
    typealias Value = NIOHTTP2Handler.AsyncStreamMultiplexer<Stream>

    let limits: ConnectionLimits
    /// Reads requests and answers them, whatever version brought them.
    let answering: HTTP1Channel
    let exchange: @Sendable () -> ExchangeHandler

    func setup(channel: any Channel) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let life = HTTP2LifeHandler(limits: limits)
            let streams = try pipeline.configureAsyncHTTP2Pipeline(
                mode: .server, streamDelegate: HTTP2LifeHandler.Streams(life, on: channel.eventLoop),
                frameDelegate: life,
                configuration: Self.configuration, streamInitializer: setup(stream:))
            try pipeline.addHandler(life)
            return streams
        }
    }

    private func setup(stream: any Channel) -> EventLoopFuture<Stream> {
        stream.eventLoop.makeCompletedFuture {
            let pipeline = stream.pipeline.syncOperations
            try pipeline.addHandler(HTTP2FramePayloadToHTTPServerCodec())
            try pipeline.addHandler(HTTP2Handler())
            try pipeline.addHandler(exchange())
            return try NIOAsyncChannel(wrappingChannelSynchronously: stream)
        }
    }

    func handle(_ streams: Value, logger: Logger) async {
        do {
            try await withThrowingDiscardingTaskGroup { group in
                for try await stream in streams.inbound {
                    group.addTask { await answering.handle(value: stream, logger: logger) }
                }
            }
        } catch {
            logger.debug("connection ended", metadata: ["error": "\(error)"])
        }
    }

    /// What one connection may ask of us. NIO ends it with ENHANCE_YOUR_CALM or the like where it goes beyond.
    private static let configuration: NIOHTTP2Handler.Configuration = {
        var connection = NIOHTTP2Handler.ConnectionConfiguration()
        connection.initialSettings = [
            // RFC 9113 §6.5.2 recommends no fewer.
            HTTP2Setting(parameter: .maxConcurrentStreams, value: 100),
            HTTP2Setting(parameter: .maxHeaderListSize, value: ConnectionLimits.head),
        ]
        // A header block without end (CVE-2024-27316).
        connection.maximumSequentialContinuationFrames = 5
        // Floods of SETTINGS, PING and PRIORITY (CVE-2019-9512, -9513, -9515), and answers to them that nobody fetches.
        connection.controlFrameRateLimit.maximumCount = 200
        connection.controlFrameRateLimit.windowLength = .seconds(30)
        connection.maximumBufferedControlFrames = 1_000
        // Frames without content (CVE-2019-9518).
        connection.maximumSequentialEmptyDataFrames = 1
        // Streams of which frames may come that were on the way when they were reset.
        connection.maximumRecentlyResetStreams = 32
        // Faults of streams, in the whole of its life.
        connection.maximumConnectionGlitches = 200
        // What may be sent before it is read.
        connection.targetWindowSize = 65_535
        var stream = NIOHTTP2Handler.StreamConfiguration()
        // Requests that are taken back as soon as we have begun with them (CVE-2023-44487), or made so that we have to
        // do that (CVE-2025-8671).
        stream.streamResetFrameRateLimit.maximumCount = 200
        stream.streamResetFrameRateLimit.windowLength = .seconds(30)
        stream.streamErrorRateLimit.maximumCount = 200
        stream.streamErrorRateLimit.windowLength = .seconds(30)
        stream.targetWindowSize = 65_535
        return NIOHTTP2Handler.Configuration(connection: connection, stream: stream)
    }()
}
