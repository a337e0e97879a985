import ControlPlane
import DNS
import Nameserver
import Synchronization

/// Carries the served state from the store to the name server, a record at a time.
final class Loading: ServedSink {
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
