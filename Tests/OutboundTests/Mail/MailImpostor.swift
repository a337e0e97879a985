import NIOCore
import NIOPosix
import Synchronization

@testable import Outbound

/// A mail server that says what a test wants it to, on a port of the loopback.
final class MailImpostor: Sendable {
    /// What is said to each connection, by its number, when it opens, and then to each line.
    typealias Script = @Sendable (_ connection: Int, _ line: String?) -> Reply

    enum Reply: Sendable {
        case say(String)
        case nothing
        case close
        /// One octet after the other, without an end.
        case drip
    }

    private let channel: any Channel
    private let log: Log

    /// Every line that was said to it.
    var heard: [String] { log.lines.withLock { $0 } }
    var connections: Int { log.connections.withLock { $0 } }

    private init(_ script: @escaping Script) async throws {
        let log = Log()
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Conversation(script, log))
                }
            }.bind(host: "127.0.0.1", port: 0).get()
        self.log = log
    }

    func server() throws -> MailServer? { MailServer("smtp://127.0.0.1:\(channel.localAddress?.port ?? 0)") }

    static func with(_ script: @escaping Script, _ body: (MailImpostor) async throws -> Void) async throws {
        let impostor = try await MailImpostor(script)
        do {
            try await body(impostor)
        } catch {
            try? await impostor.channel.close()
            throw error
        }
        try? await impostor.channel.close()
    }

    fileprivate final class Log: Sendable {
        let lines = Mutex<[String]>([])
        let connections = Mutex(0)
    }
}

private final class Conversation: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let script: MailImpostor.Script
    private let log: MailImpostor.Log
    private var number = 0
    private var received = ""

    init(_ script: @escaping MailImpostor.Script, _ log: MailImpostor.Log) {
        self.script = script
        self.log = log
    }

    func channelActive(context: ChannelHandlerContext) {
        number = log.connections.withLock { count in
            defer { count += 1 }
            return count
        }
        act(script(number, nil), context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += String(buffer: unwrapInboundIn(data))
        while let end = received.firstRange(of: "\r\n") {
            let line = String(received[..<end.lowerBound])
            received = String(received[end.upperBound...])
            log.lines.withLock { $0.append(line) }
            act(script(number, line), context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func act(_ reply: MailImpostor.Reply, _ context: ChannelHandlerContext) {
        switch reply {
        case .nothing: return
        case .close: context.close(promise: nil)
        case .say(let text):
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        case .drip:
            guard context.channel.isActive else { return }
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "2")), promise: nil)
            context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(20)) { self.act(.drip, context) }
        }
    }
}
