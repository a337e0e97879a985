import Glibc
import Logging
import NIOPosix
import ServiceLifecycle

@testable import Nameserver

/// A name server on a free port of the loopback, for the time of `body`.
func withServer(
    _ zones: Zones, threads: Int = 2, limits: TCPLimits = TCPLimits(), host: String = "127.0.0.1",
    _ body: @escaping @Sendable (Endpoint, NameserverService) throws -> Void
) async throws {
    try await withServer(zones, threads: threads, limits: limits, hosts: [host], body)
}

/// The same on one port of several addresses; `body` is given the first of them.
func withServer(
    _ zones: Zones, threads: Int = 2, limits: TCPLimits = TCPLimits(), hosts: [String],
    _ body: @escaping @Sendable (Endpoint, NameserverService) throws -> Void
) async throws {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let endpoint = try freeEndpoint(hosts[0])
    let service = try await NameserverService(
        zones: zones, endpoints: try hosts.map { try ReservedEndpoint(Endpoint(host: $0, port: endpoint.port)) },
        threads: threads,
        group: MultiThreadedEventLoopGroup.singleton,
        limits: limits, logger: logger)
    let group = ServiceGroup(services: [service], logger: logger)
    async let running: Void = group.run()
    do {
        // Clients block: on a thread of their own, so that the server's tasks are not kept waiting for them.
        let (ends, ended) = AsyncThrowingStream<Void, any Error>.makeStream()
        let thread = try Thread {
            do {
                try body(endpoint, service)
                ended.finish()
            } catch {
                ended.finish(throwing: error)
            }
        }
        defer { thread.join() }
        for try await _ in ends {}
    } catch {
        await group.triggerGracefulShutdown()
        throw error
    }
    await group.triggerGracefulShutdown()
    try await running
}

/// A port that was free for UDP and TCP a moment ago.
func freeEndpoint(_ host: String = "127.0.0.1") throws -> Endpoint {
    for _ in 0..<50 {
        let endpoint = Endpoint(host: host, port: Int.random(in: 20_000..<32_000))
        if (try? ReservedEndpoint(endpoint)) != nil { return endpoint }
    }
    throw ListenError(endpoint: Endpoint(host: host, port: 0), transport: "test", code: EADDRINUSE)
}

/// A client's blocking socket, with a time-out that is for a server that never answers: under a sanitizer others keep it waiting.
final class Client {
    private let descriptor: Int32

    init(_ endpoint: Endpoint, isTCP: Bool) throws {
        let type = Int32(isTCP ? SOCK_STREAM.rawValue : SOCK_DGRAM.rawValue)
        descriptor = socket(endpoint.isIPv6 ? AF_INET6 : AF_INET, type, 0)
        var limit = timeval(tv_sec: 120, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let address = try SocketAddress(endpoint)
        guard address.connect(descriptor) == 0 else {
            throw ListenError(endpoint: endpoint, transport: "client", code: errno)
        }
    }

    deinit { close(descriptor) }

    func send(_ octets: [UInt8]) { _ = Glibc.send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL)) }

    /// What comes, at most `count` octets; empty at the end or after that time.
    func receive(_ count: Int = 65_536) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        var got = -1
        // A signal, such as the end of another test's child, only interrupts the wait.
        repeat { got = recv(descriptor, &buffer, count, 0) } while got < 0 && errno == EINTR
        return Array(buffer.prefix(max(got, 0)))
    }

    /// The next message of a stream.
    func receiveMessage() -> [UInt8] {
        var octets: [UInt8] = []
        while octets.count < 2 || octets.count < 2 + Int(octets[0]) << 8 + Int(octets[1]) {
            let wanted = octets.count < 2 ? 2 - octets.count : 2 + Int(octets[0]) << 8 + Int(octets[1]) - octets.count
            let more = receive(wanted)
            if more.isEmpty { return [] }
            octets += more
        }
        return Array(octets.dropFirst(2))
    }
}
