import CSQLite

/// Copies the write-ahead log into the database file beside the write lane, so that no commit waits for that.
final class CheckpointLane: @unchecked Sendable {
    let ended = Latch(threads: 1)
    private let monitor = Monitor()
    private let connection: SQLiteConnection
    private let health: Health
    private var isWanted = false
    private var isClosed = false

    init(_ connection: SQLiteConnection, _ health: Health) {
        self.connection = connection
        self.health = health
        startThread { self.serve() }
    }

    func request() {
        monitor.withLock {
            isWanted = true
            monitor.wakeOne()
        }
    }

    /// Waits for nobody: it copies what no reader needs in its old form, and leaves the rest for later.
    func checkpoint(_ connection: SQLiteConnection) {
        // After a failure the log is the only truth. A sync that succeeds now would prove nothing.
        guard health.refusal == nil else { return }
        do {
            try connection.checkpoint(SQLITE_CHECKPOINT_PASSIVE)
        } catch {
            health.note(connection.breakage)
        }
    }

    func close() {
        monitor.withLock {
            isClosed = true
            monitor.wakeOne()
        }
    }

    private func serve() {
        while isWantedNext() {
            checkpoint(connection)
        }
        connection.close(keepingLog: health.refusal != nil)
        ended.threadDidEnd()
    }

    /// Waits until a checkpoint is wanted; false when none will be any more.
    private func isWantedNext() -> Bool {
        monitor.withLock {
            while !isWanted, !isClosed { monitor.wait() }
            isWanted = false
            return !isClosed
        }
    }
}
