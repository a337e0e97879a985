import NIOCore
import NIOHTTP2

/// Carries out what `HTTP2Life` says on one connection.
final class HTTP2LifeHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTP2Frame
    typealias InboundOut = HTTP2Frame
    typealias OutboundIn = HTTP2Frame
    typealias OutboundOut = HTTP2Frame

    private var life: HTTP2Life
    /// By which the echo is known.
    private let ping = HTTP2PingData(withInteger: .random(in: .min ... .max))
    private var context: ChannelHandlerContext?
    private var alarm: Alarm?
    /// The last frame that was written told one stream of its fault.
    private var hasReset = false

    init(limits: ConnectionLimits) {
        life = HTTP2Life(limits: limits, at: .now())
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        alarm = Alarm(on: context.eventLoop) { self.carryOut(self.life.passed(at: .now())) }
        alarm?.set(life.due)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        alarm?.cancel()
        alarm = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .ping(ping, ack: true) = unwrapInboundIn(data).payload { carryOut(life.echoed(at: .now())) }
        context.fireChannelRead(data)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent: carryOut(life.shouldEnd(at: .now()))
        // One that sends nothing more takes no answers: HTTP/2 knows no half of a connection.
        case ChannelEvent.inputClosed: context.close(promise: nil)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    /// What was wrong in one stream was told to it, right before. After anything else the two sides no longer agree on
    /// where they are.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        defer { hasReset = false }
        guard !hasReset, !(error is NIOHTTP2Errors.StreamError) else { return }
        context.close(promise: nil)
    }

    fileprivate func opened(_ stream: HTTP2StreamID) {
        life.opened(stream)
    }

    fileprivate func closedStream() {
        carryOut(life.closedStream(at: .now()))
    }

    private func carryOut(_ action: HTTP2Life.Action) {
        defer { alarm?.set(life.due) }
        guard let context else { return }
        switch action {
        case .none: break
        case .leave:
            // No stream has that number, so none is turned away yet.
            send(.goAway(lastStreamID: .maxID, errorCode: .noError, opaqueData: nil), context)
            send(.ping(ping, ack: false), context)
        case .conclude(let last): conclude(last, context)
        case .concludeAndClose(let last):
            conclude(last, context)
            close(context)
        case .close: close(context)
        }
    }

    private func conclude(_ last: HTTP2StreamID, _ context: ChannelHandlerContext) {
        send(.goAway(lastStreamID: last, errorCode: .noError, opaqueData: nil), context)
    }

    private func send(_ payload: HTTP2Frame.FramePayload, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(HTTP2Frame(streamID: .rootStream, payload: payload)), promise: nil)
    }

    /// Not at once: a stream is closed when its last frame is written, which is before that is flushed.
    private func close(_ context: ChannelHandlerContext) {
        context.eventLoop.assumeIsolated().execute { context.close(promise: nil) }
    }
}

extension HTTP2LifeHandler: NIOHTTP2FrameDelegate {
    func wroteFrame(_ frame: HTTP2Frame) {
        if case .rstStream = frame.payload { hasReset = true } else { hasReset = false }
    }
}

extension HTTP2LifeHandler {
    /// Counts the streams of the connection: called on its event loop.
    struct Streams: NIOHTTP2StreamDelegate {
        private let handler: NIOLoopBound<HTTP2LifeHandler>

        init(_ handler: HTTP2LifeHandler, on eventLoop: any EventLoop) {
            self.handler = NIOLoopBound(handler, eventLoop: eventLoop)
        }

        func streamCreated(_ id: HTTP2StreamID, channel: any Channel) { handler.value.opened(id) }
        func streamClosed(_ id: HTTP2StreamID, channel: any Channel) { handler.value.closedStream() }
    }
}
