import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// The authoritative name server: zones in memory, answered over UDP and TCP on every endpoint.
public final class NameserverService: Service {
    private let zones: Zones
    private let endpoints: [Endpoint]
    private nonisolated(unsafe) let threads: [UDPThread]
    private let threadsEach: Int
    private let listeners: [TCPListener]
    private let logger: Logger
    private let isEnding = Atomic(false)

    /// One for each serving thread and each event loop.
    public let counters: [Counters]

    /// Takes every endpoint over, each of which can be served once. UDP is answered from `run` on (until then queries
    /// wait in the sockets), TCP at once.
    ///
    /// - Parameter threads: UDP threads for each endpoint, where there are not too many of those.
    /// - Throws: `ListenError` when an address cannot be had.
    public init(
        zones: Zones, endpoints: [ReservedEndpoint], threads: Int, group: any EventLoopGroup,
        limits: TCPLimits = TCPLimits(),
        logger: Logger
    ) async throws {
        self.zones = zones
        self.endpoints = endpoints.map(\.endpoint)
        self.logger = logger
        threadsEach = Self.threads(threads, each: endpoints.count)
        var udp: [UDPThread] = []
        var counters: [Counters] = []
        for endpoint in endpoints {
            for socket in try endpoint.sockets(threadsEach) {
                let mine = Counters(.udp)
                counters.append(mine)
                udp.append(UDPThread(socket, try Responder(zones, counters: mine)))
            }
        }
        let shared = Mutex<[Counters]>([])
        let pool = try await TCPAnsweringPool(group) { () throws(ZonesError) in
            let mine = Counters(.tcp)
            shared.withLock { $0.append(mine) }
            return TCPAnswering(try Responder(zones, counters: mine))
        }
        var listeners: [TCPListener] = []
        do {
            for endpoint in self.endpoints {
                listeners.append(try await TCPListener.open(endpoint, group: group, answering: pool, limits: limits))
            }
        } catch {
            for listener in listeners { await listener.close() }
            throw error
        }
        self.threads = udp
        self.listeners = listeners
        self.counters = counters + shared.withLock { $0 }
    }

    /// Answers until the service is told to end; then what was received is answered still.
    public func run() async throws {
        var started: [Thread] = []
        do throws(ThreadError) {
            for thread in threads {
                nonisolated(unsafe) let thread = thread
                started.append(try Thread { [self] in thread.run(until: isEnding) })
            }
        } catch {
            await end(started)
            throw error
        }
        logger.info(
            "serving DNS",
            metadata: ["endpoints": "\(endpoints)", "threads": "\(threads.count)", "each": "\(threadsEach)"])
        await withGracefulShutdownHandler {
            while !isEnding.load(ordering: .relaxed), !Task.isCancelled {
                zones.maintain()
                try? await Task.sleep(for: .milliseconds(50))
            }
        } onGracefulShutdown: {
            self.isEnding.store(true, ordering: .relaxed)
        }
        await end(started)
    }

    private func end(_ started: [Thread]) async {
        isEnding.store(true, ordering: .relaxed)
        for listener in listeners { await listener.close() }
        for thread in started { thread.join() }
    }

    /// UDP threads in all, but one for each endpoint. (Each is a reader of the zones, as is each event loop.)
    private static let mostThreads = 1024
    /// Addresses that can be listened on.
    public static let mostEndpoints = mostThreads

    static func threads(_ wanted: Int, each endpoints: Int) -> Int {
        max(1, min(wanted, mostThreads / max(endpoints, 1)))
    }
}
