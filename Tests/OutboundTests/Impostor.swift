import DNS
import NIOCore
import NIOPosix
import Synchronization

/// A name server that answers as a test wants it to, over UDP and TCP on one port of the loopback.
final class Impostor: Sendable {
    /// What it was asked, and from where.
    struct Asked: Sendable {
        var query: Message
        var port: Int
        var overTCP: Bool
    }

    typealias Reply = @Sendable (Message, _ overTCP: Bool) -> [[UInt8]]

    let address: SocketAddress
    private let channels: [any Channel]
    private let log: Log

    var asked: [Asked] { log.asked.withLock { $0 } }

    init(_ reply: @escaping Reply) async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let log = Log()
        let udp = try await DatagramBootstrap(group: group).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(Datagrams(reply, log))
            }
        }.bind(host: "127.0.0.1", port: 0).get()
        let tcp = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Stream(reply, log))
                }
            }.bind(host: "127.0.0.1", port: udp.localAddress?.port ?? 0).get()
        self.log = log
        channels = [udp, tcp]
        address = try SocketAddress(ipAddress: "127.0.0.1", port: udp.localAddress?.port ?? 0)
    }

    func close() async { for channel in channels { try? await channel.close() } }

    /// `body` with a server of that kind.
    static func with(_ reply: @escaping Reply, _ body: (Impostor) async throws -> Void) async throws {
        let impostor = try await Impostor(reply)
        do {
            try await body(impostor)
        } catch {
            await impostor.close()
            throw error
        }
        await impostor.close()
    }

    fileprivate final class Log: Sendable {
        let asked = Mutex<[Asked]>([])

        func note(_ query: Message, _ port: Int?, overTCP: Bool) {
            asked.withLock { $0.append(Asked(query: query, port: port ?? 0, overTCP: overTCP)) }
        }
    }
}

private final class Datagrams: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias OutboundOut = AddressedEnvelope<ByteBuffer>

    private let reply: Impostor.Reply
    private let log: Impostor.Log

    init(_ reply: @escaping Impostor.Reply, _ log: Impostor.Log) {
        self.reply = reply
        self.log = log
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        guard let query = try? Message(parsing: Array(envelope.data.readableBytesView)) else { return }
        log.note(query, envelope.remoteAddress.port, overTCP: false)
        for packet in reply(query, false) {
            let answer = AddressedEnvelope(remoteAddress: envelope.remoteAddress, data: ByteBuffer(bytes: packet))
            context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
        }
    }
}

private final class Stream: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let reply: Impostor.Reply
    private let log: Impostor.Log
    private var received = ByteBuffer()

    init(_ reply: @escaping Impostor.Reply, _ log: Impostor.Log) {
        self.reply = reply
        self.log = log
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        received.writeBuffer(&bytes)
        guard received.readableBytes > 2,
            let query = try? Message(parsing: Array(received.readableBytesView.dropFirst(2)))
        else { return }
        received.clear()
        log.note(query, context.remoteAddress?.port, overTCP: true)
        for packet in reply(query, true) {
            var answer = ByteBuffer()
            answer.writeInteger(UInt16(packet.count))
            answer.writeBytes(packet)
            // In two parts, as a network may carry it.
            context.writeAndFlush(wrapOutboundOut(answer.getSlice(at: 0, length: 5) ?? answer), promise: nil)
            context.writeAndFlush(
                wrapOutboundOut(answer.getSlice(at: 5, length: answer.readableBytes - 5) ?? answer), promise: nil)
        }
    }
}

extension Message {
    /// The answer to this question, as an honest server gives it.
    func answer(_ lines: [String] = [], _ code: ResponseCode = .noError, authority: [String] = []) -> Message {
        Message(
            id: id, flags: [.qr, .ra], responseCode: code, questions: questions, answers: lines.map(record),
            authorities: authority.map(record), edns: edns.map { _ in EDNS() })
    }
}

/// `owner ttl type rdata`, all names absolute.
func record(_ line: String) -> ResourceRecord {
    let fields = line.split(separator: " ", maxSplits: 3)
    guard fields.count == 4, let ttl = UInt32(fields[1]), let type = RecordType(fields[2]),
        let owner = try? Name(fields[0]), let rdata = try? RDATA(type, text: fields[3])
    else { preconditionFailure("not a record: \(line)") }
    return ResourceRecord(owner: owner, ttl: ttl, rdata: rdata)
}

func name(_ text: String) -> Name {
    guard let name = try? Name(text) else { preconditionFailure("not a name: \(text)") }
    return name
}
