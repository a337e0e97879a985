import HTTPTypes
import NIOCore
import NIOHTTP2
import NIOHTTPTypes
import NIOHTTPTypesHTTP2

/// What HTTP/2 asks of a stream beyond its messages. Stands between the codec and those who know no versions.
final class HTTP2Handler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private var isRefused = false
    private var isComplete = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            if let refusal = Refusal(of: head) {
                isRefused = true
                return context.fireErrorCaught(refusal)
            }
        case .body: break
        case .end: isComplete = true
        }
        if !isRefused { context.fireChannelRead(data) }
    }

    /// Without the field that says how a connection of HTTP/1 goes on (RFC 9113 §8.2.2).
    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(var head) = unwrapOutboundIn(data), head.headerFields.contains(.connection) else {
            return context.write(data, promise: promise)
        }
        head.headerFields[.connection] = nil
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }

    /// Whoever still sends when the answer is complete is asked to stop, without that being an error (RFC 9113 §8.1).
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode == .output else { return context.close(mode: mode, promise: promise) }
        promise?.succeed()
        // What is read at the moment may hold the rest of the request.
        context.eventLoop.assumeIsolated().execute {
            guard !self.isComplete, context.channel.isActive else { return }
            context.triggerUserOutboundEvent(NIOHTTP2FramePayloadToHTTPEvent.reset(code: .noError), promise: nil)
        }
    }
}
