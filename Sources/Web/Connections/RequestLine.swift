import NIOCore

/// What is seen of a request line before it is parsed. The parser has one word for a long target and for a long header
/// section, one for a method that it does not know and for rubbish, and one for a version and for what stands after it.
struct RequestLine: Sendable, Hashable {
    private(set) var isComplete = false
    /// It ends in a line feed without a carriage return.
    private(set) var endsBare = false
    /// Whether it begins as a method does: with a token and a space. Nil while neither is sure.
    private(set) var hasMethod: Bool?
    private var tokenLength = 0
    private var last: UInt8?

    mutating func read(_ octets: ByteBufferView) {
        guard !isComplete else { return }
        var rest = octets
        while hasMethod == nil, let octet = rest.popFirst() { read(ofMethod: octet) }
        let end = rest.firstIndex(of: UInt8(ascii: "\n"))
        last = rest[..<(end ?? rest.endIndex)].last ?? last
        guard end != nil else { return }
        isComplete = true
        endsBare = last != UInt8(ascii: "\r")
    }

    private mutating func read(ofMethod octet: UInt8) {
        last = octet
        switch octet {
        // RFC 9112 §2.2: empty lines before a request are passed over.
        case UInt8(ascii: "\r"), UInt8(ascii: "\n"): if tokenLength > 0 { hasMethod = false }
        case UInt8(ascii: " "): hasMethod = tokenLength > 0
        case _ where Self.isOfToken(octet): tokenLength += 1
        default: hasMethod = false
        }
    }

    /// RFC 9110 §5.6.2.
    private static func isOfToken(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(octet)
        }
    }
}

/// Looks on as octets go to the parser.
final class RequestLineHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Of the request that is read; whoever sees its end begins a new one.
    var line = RequestLine()

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        line.read(unwrapInboundIn(data).readableBytesView)
        context.fireChannelRead(data)
    }
}
