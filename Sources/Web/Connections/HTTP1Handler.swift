import NIOCore
import NIOHTTP1

/// What HTTP/1 asks of a connection beyond its messages. Stands between the parser and those who know no versions.
final class HTTP1Handler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let watch: RequestLineHandler
    private var isHTTP10 = false

    private init(watch: RequestLineHandler) {
        self.watch = watch
    }

    /// Adds itself where there is a parser of HTTP/1; a stream of HTTP/2 has none.
    static func install(in pipeline: ChannelPipeline.SynchronousOperations) throws {
        guard let parser = try? pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self) else { return }
        let watch = RequestLineHandler()
        try pipeline.addHandler(watch, position: .before(parser))
        try pipeline.addHandler(HTTP1Handler(watch: watch), position: .after(parser))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            if let refusal = Refusal(of: head) { return context.fireErrorCaught(refusal) }
            isHTTP10 = head.version.minor == 0
            context.fireChannelRead(wrapInboundOut(.head(settled(head))))
        case .body: context.fireChannelRead(data)
        case .end:
            watch.line = RequestLine()
            context.fireChannelRead(data)
        }
    }

    /// With `Connection: close` where nothing can follow, however that was said.
    private func settled(_ head: HTTPRequestHead) -> HTTPRequestHead {
        var head = head
        // RFC 9112 §9.3 leaves it to us whether a connection of HTTP/1.0 goes on. After CONNECT and Upgrade, which we
        // do not follow (RFC 9110 §7.8), the parser takes what comes for another protocol.
        let isLast = isHTTP10 || !head.isKeepAlive || head.method == .CONNECT || head.headers.contains(name: "upgrade")
        if isLast { head.headers.replaceOrAdd(name: "connection", value: "close") }
        // RFC 9110 §10.1.1: in HTTP/1.0 the expectation is ignored.
        if isHTTP10 { head.headers.remove(name: "expect") }
        return head
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        // RFC 9112 §6.1: no chunks for HTTP/1.0. Its end is the connection's.
        guard isHTTP10, case .head(var head) = unwrapOutboundIn(data), !head.headers.contains(name: "content-length")
        else { return context.write(data, promise: promise) }
        head.version = .http1_0
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case let error as HTTPParserError:
            // The end of a connection that is closed already is no fault of a request.
            guard context.channel.isActive else { return }
            context.fireErrorCaught(Refusal(error, in: watch.line))
        // What comes after an error, which was told.
        case ByteToMessageDecoderError.dataReceivedInErrorState: break
        default: context.fireErrorCaught(error)
        }
    }
}
