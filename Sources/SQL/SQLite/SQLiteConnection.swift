import CSQLite

/// One SQLite connection, without a mutex of its own: the lane that holds it uses it from one thread.
final class SQLiteConnection: Connection {
    /// A copier opens a store only where there is one.
    enum Role { case reader, writer, migrator, copier }

    private let handle: OpaquePointer
    private let busyTimeout: Int32
    private var isClosed = false
    private var statements: [String: SQLiteStatement] = [:]
    /// Pages in the write-ahead log after this connection's last commit.
    private let logPages: UnsafeMutablePointer<Int32>
    /// The first error after which the disk cannot be trusted.
    private(set) var breakage: SQLError?

    init(path: String, vfs: String?, role: Role, limits: Database.Limits) throws(SQLError) {
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | (role == .copier ? 0 : SQLITE_OPEN_CREATE) | SQLITE_OPEN_NOMUTEX
        guard sqlite3_open_v2(path, &opened, flags, vfs) == SQLITE_OK, let opened else {
            let error = SQLError(lastOf: opened)
            sqlite3_close(opened)
            throw SQLError(.connection, "\(path): \(error.message)")
        }
        handle = opened
        logPages = .allocate(capacity: 1)
        logPages.initialize(to: 0)
        sqlite3_extended_result_codes(handle, 1)
        busyTimeout = Int32(limits.busyTimeout / .milliseconds(1))
        sqlite3_busy_timeout(handle, busyTimeout)
        // "x" in double quotes is a column for PostgreSQL, and never a text.
        _ = hostmaster_sqlite_configure(handle, SQLITE_DBCONFIG_DQS_DML, 0)
        _ = hostmaster_sqlite_configure(handle, SQLITE_DBCONFIG_DQS_DDL, 0)

        guard try run("pragma journal_mode = wal").first?.text(0) == "wal" else {
            throw SQLError(.connection, "\(path): no write-ahead log here")
        }
        for setting in [
            "synchronous = full", "foreign_keys = \(role == .migrator ? "off" : "on")",
            "cache_size = -\((role == .reader ? limits.readCache : limits.writeCache) / 1_024)", "temp_store = memory",
            "mmap_size = 0", "journal_size_limit = \(limits.logSize)",
            // Debian's build overwrites what is deleted, which costs a write for every page freed.
            "secure_delete = off", "query_only = \(role == .reader ? "on" : "off")",
            // The lanes make their own checkpoints, off the way of a commit.
            "wal_autocheckpoint = 0",
        ] {
            try run("pragma \(setting)")
        }
        statements = [:]
        sqlite3_wal_hook(
            handle,
            { pages, _, _, count in
                pages?.assumingMemoryBound(to: Int32.self).pointee = count
                return SQLITE_OK
            }, logPages)
    }

    deinit {
        if !isClosed { close(keepingLog: breakage != nil) }
        logPages.deallocate()
    }

    /// The last connection of a store copies the write-ahead log into the database file and deletes it; but after a
    /// failure of the disk the log is the only truth.
    func close(keepingLog: Bool) {
        statements = [:]
        if keepingLog { _ = hostmaster_sqlite_configure(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1) }
        sqlite3_close(handle)
        isClosed = true
    }

    var changes: Int { Int(sqlite3_changes64(handle)) }

    @discardableResult
    func run(_ sql: String, values: [any SQLConvertible]) throws(SQLError) -> [Row] {
        let statement = try start(sql, values)
        defer { statement.reset() }
        var rows: [Row] = []
        while try step(statement) {
            rows.append(statement.row)
        }
        return rows
    }

    func forEach(
        _ sql: String, _ values: [any SQLConvertible], _ body: (borrowing RowView) throws -> Bool
    ) throws {
        let statement = try start(sql, values)
        defer { statement.reset() }
        let row = RowView(statement: statement.pointer)
        while try step(statement) {
            guard try body(row) else { return }
        }
    }

    private func start(_ sql: String, _ values: [any SQLConvertible]) throws(SQLError) -> SQLiteStatement {
        let statement = try statement(for: sql)
        do throws(SQLError) {
            try statement.bind(values)
        } catch {
            statement.reset()
            throw error
        }
        statement.isRunning = true
        return statement
    }

    private func statement(for sql: String) throws(SQLError) -> SQLiteStatement {
        if let kept = statements[sql], !kept.isRunning { return kept }
        let statement: SQLiteStatement
        do throws(SQLError) {
            statement = try SQLiteStatement(sql, on: handle)
        } catch {
            throw noted(error)
        }
        // Texts are literals, so there are as many as the program has; but not if somebody builds them.
        if statements.count >= Self.mostStatements { statements = [:] }
        if statements[sql] == nil { statements[sql] = statement }
        return statement
    }

    /// False when there are no more rows.
    private func step(_ statement: SQLiteStatement) throws(SQLError) -> Bool {
        switch sqlite3_step(statement.pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw noted(SQLError(lastOf: handle))
        }
    }

    /// An error is noted here, because the closure that meets it may swallow it.
    private func noted(_ error: SQLError) -> SQLError {
        if error.kind.breaksStore, breakage == nil { breakage = error }
        return error
    }

    private static let mostStatements = 256
}

/// What a lane asks of its connection, beside statements.
extension SQLiteConnection {
    /// Some errors end a transaction: https://sqlite.org/lang_transaction.html §3.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Octets in the write-ahead log after the last commit here.
    var logSize: Int { Int(logPages.pointee) * (4_096 + 24) }

    /// Copies the write-ahead log into the database file and syncs that; the log is synced before.
    func checkpoint(_ mode: Int32) throws(SQLError) {
        let code = sqlite3_wal_checkpoint_v2(handle, nil, mode, nil, nil)
        // Busy: another connection is at it, or a reader needs what the log holds. Then so much is done later.
        guard code == SQLITE_OK || code & 0xFF == SQLITE_BUSY else { throw noted(SQLError(lastOf: handle)) }
    }

    /// Starts with an empty log, if nobody else has the store open. After a failed sync an old log may look whole and
    /// not be on the disk; what was appended to it would be lost with it.
    func emptyLog() throws(SQLError) {
        sqlite3_busy_timeout(handle, 0)
        try checkpoint(SQLITE_CHECKPOINT_TRUNCATE)
        sqlite3_busy_timeout(handle, busyTimeout)
    }

    /// Gives back the pages that it keeps in memory.
    func releaseMemory() {
        sqlite3_db_release_memory(handle)
    }
}
