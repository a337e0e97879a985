import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Carries out what `Exchange` says on one connection. Idle connections and slow heads are the connection state
/// handler's, which stands behind it and sees whole parts only.
final class ExchangeHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// Writes the answer to what is no request.
    typealias Refuse = @Sendable (Refusal) -> (head: HTTPResponse, content: ByteBuffer)

    private let refuse: Refuse
    private var exchange: Exchange
    private var alarm: Alarm?

    init(limits: ConnectionLimits, refuse: @escaping Refuse) {
        self.refuse = refuse
        exchange = Exchange(limits: limits)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        alarm = Alarm(on: context.eventLoop) { context.close(promise: nil) }
        do {
            try HTTP1Handler.install(in: context.pipeline.syncOperations)
        } catch {
            context.close(promise: nil)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        alarm?.cancel()
        alarm = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        switch exchange.received(part, at: .now()) {
        case .pass: pass(part, data, context)
        case .passAndContinue:
            let head = HTTPResponsePart.head(HTTPResponse(status: .continue))
            context.writeAndFlush(wrapOutboundOut(head), promise: nil)
            pass(part, data, context)
        case .discard: break
        case .close: context.close(promise: nil)
        }
        alarm?.set(exchange.due)
    }

    /// Without the connection's own field: who sees `close` stops reading, and what the client still sends would cost
    /// it the answer.
    private func pass(_ part: HTTPRequestPart, _ data: NIOAny, _ context: ChannelHandlerContext) {
        guard case .head(var head) = part, head.headerFields.contains(.connection) else {
            return context.fireChannelRead(data)
        }
        head.headerFields[.connection] = nil
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let refusal = error as? Refusal else { return context.fireErrorCaught(error) }
        switch exchange.failed(refusal, at: .now()) {
        case .pass: context.fireErrorCaught(error)
        case .discard: break
        case .refuse: answer(refusal, context)
        }
        alarm?.set(exchange.due)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        var part = unwrapOutboundIn(data)
        let dispatch = exchange.sends(&part, at: .now())
        guard dispatch != .discard else {
            promise?.fail(ChannelError.outputClosed)
            return
        }
        guard case .end = part else { return context.write(wrapOutboundOut(part), promise: promise) }
        let promise = promise ?? context.eventLoop.makePromise()
        promise.futureResult.assumeIsolated().whenComplete { _ in
            self.exchange.flushed()
            if dispatch == .passAndClose { context.close(promise: nil) }
        }
        switch dispatch {
        case .pass, .discard: context.write(data, promise: promise)
        case .passAndClose: context.writeAndFlush(data, promise: promise)
        case .passAndLinger:
            context.writeAndFlush(data, promise: promise)
            context.close(mode: .output, promise: nil)
        case .passAndRefuse:
            context.write(data, promise: promise)
            if let refusal = exchange.refusal { answer(refusal, context) }
        }
        alarm?.set(exchange.due)
    }

    private func answer(_ refusal: Refusal, _ context: ChannelHandlerContext) {
        let (head, content) = refuse(refusal)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !refusal.isHead { context.write(wrapOutboundOut(.body(content)), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(mode: .output, promise: nil)
    }
}
