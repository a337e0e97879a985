import Glibc
import NIOCore
import NIOPosix

/// Listens for DNS over TCP on one endpoint.
struct TCPListener {
    private let channel: any Channel

    /// - Throws: `ListenError` when the address cannot be had.
    static func open(
        _ endpoint: Endpoint, group: any EventLoopGroup, answering: TCPAnsweringPool, limits: TCPLimits
    ) async throws -> TCPListener {
        var bootstrap = ServerBootstrap(group: group)
            // Connections of a process that is gone do not keep its successor from the address.
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.backlog, value: 512)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelOption(.writeBufferWaterMark, value: .init(low: 64 << 10, high: 256 << 10))
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let mine = try answering[channel.eventLoop]
                    guard mine.connections < limits.connections else { throw ChannelError.operationUnsupported }
                    mine.connections += 1
                    try channel.pipeline.syncOperations.addHandler(TCPHandler(mine, limits: limits))
                    channel.closeFuture.assumeIsolated().whenComplete { _ in mine.connections -= 1 }
                }
            }
        if endpoint.isIPv6 {
            // As over UDP: else `::` would need the same port of `0.0.0.0`, which may be another endpoint.
            bootstrap = bootstrap.serverChannelOption(
                ChannelOptions.Types.SocketOption(level: .ipv6, name: .ipv6_v6only), value: 1)
        }
        do {
            let channel = try await bootstrap.bind(host: endpoint.host, port: endpoint.port).get()
            return TCPListener(channel: channel)
        } catch let error as IOError {
            throw ListenError(endpoint: endpoint, transport: "tcp", code: error.errnoCode)
        }
    }

    func close() async { try? await channel.close() }
}

/// A responder for each event loop.
struct TCPAnsweringPool: Sendable {
    private let byLoop: [ObjectIdentifier: NIOLoopBound<TCPAnswering>]

    init(_ group: any EventLoopGroup, make: @escaping @Sendable () throws(ZonesError) -> TCPAnswering) async throws {
        var byLoop: [ObjectIdentifier: NIOLoopBound<TCPAnswering>] = [:]
        for loop in group.makeIterator() {
            byLoop[ObjectIdentifier(loop)] = try await loop.submit { NIOLoopBound(try make(), eventLoop: loop) }.get()
        }
        self.byLoop = byLoop
    }

    /// Must be called on the loop.
    subscript(loop: any EventLoop) -> TCPAnswering {
        get throws {
            guard let bound = byLoop[ObjectIdentifier(loop)] else { throw ChannelError.inappropriateOperationForState }
            return bound.value
        }
    }
}
