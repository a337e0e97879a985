import NIOCore
import NIOSSL
import NIOTLS

/// Holds the dialogue on one connection: carries out what it says, and ends what takes too long.
final class MailDelivery: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let message: MailMessage
    private let server: MailServer
    private let limits: MailClient.Limits
    private let secure: NIOSSLContext
    private let outcome: EventLoopPromise<Void>
    private var dialogue: SMTPDialogue?
    private var replies = SMTPReplyReader()
    private var clock: Scheduled<Void>?

    init(
        _ message: MailMessage, to server: MailServer, _ limits: MailClient.Limits, _ secure: NIOSSLContext,
        _ outcome: EventLoopPromise<Void>
    ) {
        self.message = message
        self.server = server
        self.limits = limits
        self.secure = secure
        self.outcome = outcome
    }

    private var step: MailError.Step { dialogue?.step ?? .greeting }

    func handlerAdded(context: ChannelHandlerContext) {
        // With TLS from the start, the connection counts as active before the handshake.
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) { begin(context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard dialogue != nil else { return }
        do {
            guard let reply = try replies.received(unwrapInboundIn(data).readableBytesView),
                let action = dialogue?.received(reply)
            else { return }
            carryOut(action, context)
        } catch {
            carryOut(.fail(.notSMTP(step)), context)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted = event, step == .handshake, let action = dialogue?.secured() {
            carryOut(action, context)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        carryOut(.fail(Self.reason(error) ?? .closed(step)), context)
    }

    func channelInactive(context: ChannelHandlerContext) { finish(.failure(.closed(step))) }

    private func begin(_ context: ChannelHandlerContext) {
        guard dialogue == nil else { return }
        dialogue = SMTPDialogue(message, to: server, as: Self.name(of: context.localAddress))
        wait(limits.step, context)
    }

    private func carryOut(_ action: SMTPDialogue.Action, _ context: ChannelHandlerContext) {
        switch action {
        case .send(let octets):
            wait(step == .content ? limits.content : limits.step, context)
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: octets)), promise: nil)
        case .startTLS:
            wait(limits.step, context)
            do {
                try context.pipeline.syncOperations.addHandler(
                    MailClient.handler(server, secure), position: .first)
            } catch {
                finish(.failure(.noHandshake))
                context.close(promise: nil)
            }
        case .done:
            // The mail is the server's from here on, whatever becomes of the farewell.
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "QUIT\r\n")), promise: nil)
            finish(.success(()))
            context.close(promise: nil)
        case .fail(let error):
            finish(.failure(error))
            context.close(promise: nil)
        }
    }

    /// One reply has that long, however many pieces it comes in.
    private func wait(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        clock?.cancel()
        clock = context.eventLoop.assumeIsolated().scheduleTask(in: time) {
            self.carryOut(.fail(.silent(self.step)), context)
        }
    }

    private func finish(_ result: Result<Void, MailError>) {
        clock?.cancel()
        clock = nil
        outcome.completeWith(result.mapError { $0 as any Error })
    }

    /// RFC 5321 §4.1.3: who has no name that all know says the address.
    private static func name(of address: SocketAddress?) -> String {
        switch address {
        case .v4: "[\(address?.ipAddress ?? "127.0.0.1")]"
        case .v6: "[IPv6:\(address?.ipAddress?.prefix { $0 != "%" } ?? "::1")]"
        default: "localhost"
        }
    }

    /// What has gone wrong with TLS; nil where it was something else.
    private static func reason(_ error: any Error) -> MailError? {
        switch error {
        case let error as NIOSSLExtraError where error == .failedToValidateHostname: .badCertificate
        case NIOSSLError.uncleanShutdown: nil
        case is NIOSSLError where "\(error)".contains("CERTIFICATE_VERIFY_FAILED"): .badCertificate
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: .noHandshake
        default: nil
        }
    }
}
