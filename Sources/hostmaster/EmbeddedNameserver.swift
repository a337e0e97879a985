import ControlPlane
import DNS
import Logging
import NIOCore
import NIOPosix
import Nameserver
import ServiceLifecycle
import Synchronization
import Web

/// The name server in this process: what the change log publishes to, and the service that answers from it.
final class EmbeddedNameserver: Publisher {
    private let zones = Zones()
    private let counters = Mutex<[Counters]>([])

    func reserve(_ change: ZoneChange) throws { try zones.reserve(change) }
    func publish(_ changes: [ZoneChange]) { zones.publish(changes) }
    func release(_ change: ZoneChange) { zones.release(change) }

    /// Takes in all that the store says is served. Nothing of it is answered before it is complete. Ends early when the
    /// task is cancelled.
    func load(from plane: ControlPlane) async throws {
        let loading = Loading(zones.loader())
        _ = try await withTaskCancellationHandler {
            try await plane.loadServed(into: loading)
        } onCancel: {
            loading.cancel()
        }
        try loading.finish()
    }

    /// Binds the addresses; answers once it is run. Throws `ListenError`.
    func bind(_ endpoints: [ReservedEndpoint], logger: Logger) async throws -> NameserverService {
        let service = try await NameserverService(
            zones: zones, endpoints: endpoints, threads: System.coreCount, group: MultiThreadedEventLoopGroup.singleton,
            logger: logger)
        counters.withLock { $0 = service.counters }
        return service
    }

    /// What each of its threads has done.
    var metrics: [Metric] { DNSMetrics.metrics(of: counters.withLock { $0 }) }
}
