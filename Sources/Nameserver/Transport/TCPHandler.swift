import NIOCore

/// DNS over one TCP connection (RFC 7766): messages behind two octets of length, answered in the order in which they come.
///
/// Queries that arrive together are answered together in one write (pipelining, §6.2.1.1).
final class TCPHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answering: TCPAnswering
    private let limits: TCPLimits
    private var pending = ByteBuffer()
    private var deadline: Scheduled<Void>?

    init(_ answering: TCPAnswering, limits: TCPLimits) {
        self.answering = answering
        self.limits = limits
    }

    func channelActive(context: ChannelHandlerContext) {
        restartClock(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        pending.writeBuffer(&bytes)
        answerPending(context)
    }

    /// What a client asks without reading the answers stays a question, and while it does not read, no more is read from it.
    func channelWritabilityChanged(context: ChannelHandlerContext) {
        _ = context.channel.setOption(.autoRead, value: context.channel.isWritable)
        answerPending(context)
        context.fireChannelWritabilityChanged()
    }

    private func answerPending(_ context: ChannelHandlerContext) {
        while context.channel.isActive, context.channel.isWritable {
            var replies = context.channel.allocator.buffer(capacity: 512)
            var count = 0
            while replies.writerIndex < limits.unwritten,
                let length = pending.getInteger(at: pending.readerIndex, as: UInt16.self)
            {
                // Shorter than a header: this is no DNS, and nothing after it can be trusted to be.
                guard length >= 12 else { return context.close(promise: nil) }
                guard pending.readableBytes >= 2 + Int(length) else { break }
                pending.moveReaderIndex(forwardBy: 2)
                guard let query = pending.readSlice(length: Int(length)) else { break }
                answering.answer(query, into: &replies)
                count += 1
            }
            pending.discardReadBytes()
            guard count > 0 else { return }
            // Only a whole query counts as life: octets that trickle in do not (RFC 7766 §6.2.3).
            restartClock(context)
            if replies.readableBytes > 0 { context.writeAndFlush(wrapOutboundOut(replies), promise: nil) }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func restartClock(_ context: ChannelHandlerContext) {
        deadline?.cancel()
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: limits.idle) { context.close(promise: nil) }
    }
}

/// What TCP clients may take.
public struct TCPLimits: Sendable {
    /// Without a whole query for this long, a connection is closed.
    public var idle = TimeAmount.seconds(10)
    /// Connections at a time on one event loop; one more is closed at once.
    public var connections = 2000
    /// Octets of replies that are made before the client has to take some.
    public var unwritten = 64 << 10

    public init() {}
}
