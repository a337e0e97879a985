import DNS
import NIOCore
import NIOPosix

/// Sends an inquiry and waits for its answer: a socket for each, so that every one has a port of its own, drawn by the
/// kernel (RFC 5452 §9.2).
enum Exchange {
    /// Throws `ResolverError`, or `CancellationError`.
    static func overUDP(
        _ inquiry: Inquiry, with server: SocketAddress, within time: TimeAmount, on group: any EventLoopGroup
    ) async throws -> Inquiry.Verdict {
        let bootstrap = DatagramBootstrap(group: group)
        return try await run(within: time, on: group) { verdict in
            // Connected: the kernel hands over nothing that another address sent.
            let channel = try await bootstrap.channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(DatagramReader(inquiry, from: server, verdict))
                }
            }.connect(to: server).get()
            let packet = AddressedEnvelope(remoteAddress: server, data: ByteBuffer(bytes: inquiry.packet))
            channel.writeAndFlush(packet).cascadeFailure(to: verdict)
            return channel
        }
    }

    /// Throws `ResolverError`, or `CancellationError`.
    static func overTCP(
        _ inquiry: Inquiry, with server: SocketAddress, within time: TimeAmount, on group: any EventLoopGroup
    ) async throws -> Inquiry.Verdict {
        let bootstrap = ClientBootstrap(group: group).connectTimeout(time)
        return try await run(within: time, on: group) { verdict in
            let channel = try await bootstrap.channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(StreamReader(inquiry, verdict))
                }
            }.connect(to: server).get()
            var packet = ByteBuffer()
            let octets = inquiry.packet
            packet.writeInteger(UInt16(octets.count))
            packet.writeBytes(octets)
            channel.writeAndFlush(packet).cascadeFailure(to: verdict)
            return channel
        }
    }

    private static func run(
        within time: TimeAmount, on group: any EventLoopGroup,
        _ open: (EventLoopPromise<Inquiry.Verdict>) async throws -> any Channel
    ) async throws -> Inquiry.Verdict {
        let loop = group.next()
        let verdict = loop.makePromise(of: Inquiry.Verdict.self)
        let clock = loop.scheduleTask(in: time) { verdict.fail(ResolverError.silent) }
        defer { clock.cancel() }
        return try await withTaskCancellationHandler {
            var channel: (any Channel)?
            do {
                channel = try await open(verdict)
            } catch {
                verdict.fail(error)
            }
            defer { channel?.close(promise: nil) }
            do {
                return try await verdict.futureResult.get()
            } catch let error as ResolverError {
                throw error
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                // Of the kernel: no route, or nobody listens there.
                throw ResolverError.unreachable
            }
        } onCancel: {
            verdict.fail(CancellationError())
        }
    }
}

/// Takes packets until one is the answer.
private final class DatagramReader: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private let inquiry: Inquiry
    private let server: SocketAddress
    private let verdict: EventLoopPromise<Inquiry.Verdict>

    init(_ inquiry: Inquiry, from server: SocketAddress, _ verdict: EventLoopPromise<Inquiry.Verdict>) {
        self.inquiry = inquiry
        self.server = server
        self.verdict = verdict
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        guard envelope.remoteAddress == server else { return }
        let found = inquiry.judge(Array(envelope.data.readableBytesView))
        if found != .ignored { verdict.succeed(found) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { verdict.fail(error) }
}

/// Takes one message behind its length (RFC 7766 §8).
private final class StreamReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let inquiry: Inquiry
    private let verdict: EventLoopPromise<Inquiry.Verdict>
    private var received = ByteBuffer()

    init(_ inquiry: Inquiry, _ verdict: EventLoopPromise<Inquiry.Verdict>) {
        self.inquiry = inquiry
        self.verdict = verdict
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        received.writeBuffer(&bytes)
        guard let length = received.getInteger(at: received.readerIndex, as: UInt16.self),
            let message = received.getBytes(at: received.readerIndex + 2, length: Int(length))
        else { return }
        let found = inquiry.judge(message, overTCP: true)
        // One question was asked on this connection: what is not its answer is none.
        if found == .ignored { verdict.fail(ResolverError.unclear) } else { verdict.succeed(found) }
    }

    func channelInactive(context: ChannelHandlerContext) { verdict.fail(ResolverError.silent) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { verdict.fail(error) }
}
