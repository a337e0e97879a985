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
    func bind(_ endpoints: [Endpoint], logger: Logger) async throws -> NameserverService {
        let service = try await NameserverService(
            zones: zones, endpoints: endpoints, threads: System.coreCount, group: MultiThreadedEventLoopGroup.singleton,
            logger: logger)
        counters.withLock { $0 = service.counters }
        return service
    }

    /// What each of its threads has done.
    var metrics: [Metric] { DNSMetrics.metrics(of: counters.withLock { $0 }) }
}

/// Carries the served state from the store to the name server, a record at a time.
private final class Loading: ServedSink {
    private let loader: Mutex<Loader?>
    private let isCancelled = Atomic(false)

    init(_ loader: consuming sending Loader) {
        self.loader = Mutex(loader)
    }

    func cancel() { isCancelled.store(true, ordering: .relaxed) }

    private func checkCancellation() throws {
        if isCancelled.load(ordering: .relaxed) { throw CancellationError() }
    }

    func zone(_ zone: ServedZone) throws {
        try checkCancellation()
        try loader.withLock { loader in
            try loader?.beginZone(
                key: zone.zone, apex: zone.apex, tenant: zone.tenant, serial: zone.serial, soa: zone.soa)
        }
    }

    func record(owner: RawSpan, type: RecordType, ttl: UInt32, rdata: RawSpan) throws {
        try checkCancellation()
        try loader.withLock { loader in try loader?.add(owner: owner, type: type, ttl: ttl, rdata: rdata) }
    }

    func finish() throws {
        let loader = loader.withLock { $0.take() }
        try loader?.finish()
    }
}
