import Synchronization

/// Whether the store may still be written: one for all lanes of a store.
final class Health: Sendable {
    private let breakage = Mutex<SQLError?>(nil)

    /// What every write is told from the first failure of the disk on: what was written before it may be lost
    /// although a later sync succeeds, since the kernel reports a failed write once.
    var refusal: SQLError? {
        breakage.withLock { $0 }.map { SQLError(.io, "no write until the store is reopened, after: \($0.message)") }
    }

    func note(_ error: SQLError?) {
        guard let error else { return }
        breakage.withLock { if $0 == nil { $0 = error } }
    }
}
