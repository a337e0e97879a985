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

    private var exchange: Exchange
    // One timer, set anew only when it fires: most requests cost no timer at all.
    private var timer: Scheduled<Void>?

    init(limits: ConnectionLimits) {
        exchange = Exchange(limits: limits)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch exchange.received(unwrapInboundIn(data), at: .now()) {
        case .pass: context.fireChannelRead(data)
        case .passAndContinue:
            let head = HTTPResponsePart.head(HTTPResponse(status: .continue))
            context.writeAndFlush(wrapOutboundOut(head), promise: nil)
            context.fireChannelRead(data)
        case .discard: break
        case .close: context.close(promise: nil)
        }
        setTimer(context)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let part = unwrapOutboundIn(data)
        let dispatch = exchange.sends(part, at: .now())
        guard case .end = part else { return context.write(data, promise: promise) }
        let promise = promise ?? context.eventLoop.makePromise()
        promise.futureResult.assumeIsolated().whenComplete { _ in self.exchange.flushed() }
        switch dispatch {
        case .pass: context.write(data, promise: promise)
        case .passAndClose:
            context.writeAndFlush(data, promise: promise)
            context.close(promise: nil)
        case .passAndLinger:
            context.writeAndFlush(data, promise: promise)
            context.close(mode: .output, promise: nil)
        }
        setTimer(context)
    }

    private func setTimer(_ context: ChannelHandlerContext) {
        guard timer == nil, let due = exchange.due else { return }
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: due) {
            self.timer = nil
            guard let due = self.exchange.due else { return }
            guard due <= .now() else { return self.setTimer(context) }
            context.close(promise: nil)
        }
    }
}
