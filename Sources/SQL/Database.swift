/// A store: one thread that writes, in groups, and some that read.
public final class Database: Sendable {
    private let path: String
    private let vfs: String?
    private let limits: Limits
    private let reader: ReadLanes
    private let writer: WriteLane
    private let checkpoints: CheckpointLane

    /// Opens the store at `path`, or makes an empty one there. `vfs` names a registered SQLite file system.
    public init(
        path: String, readers: Int = 2, vfs: String? = nil, limits: Limits = Limits(),
        participant: (any GroupParticipant)? = nil
    ) throws(SQLError) {
        func connect(_ role: SQLiteConnection.Role) throws(SQLError) -> SQLiteConnection {
            try SQLiteConnection(path: path, vfs: vfs, role: role, limits: limits)
        }
        self.path = path
        self.vfs = vfs
        self.limits = limits
        let health = Health()
        let writing = try connect(.writer)
        try writing.emptyLog()
        var reading: [SQLiteConnection] = []
        for _ in 0..<readers { reading.append(try connect(.reader)) }
        checkpoints = CheckpointLane(try connect(.reader), health)
        reader = ReadLanes(reading, health)
        writer = WriteLane(writing, checkpoints, health, limits)
        if let participant { writer.setParticipant(participant) }
    }

    deinit {
        closeQueues()
        checkpoints.close()
    }

    /// Names what goes along with every group; once, and before the first write.
    public func setParticipant(_ participant: any GroupParticipant) {
        writer.setParticipant(participant)
    }

    /// Runs a closure that sees one committed state, which holds every write answered before the call.
    /// Throws what it throws, `SQLError`, or `CancellationError` if the task is cancelled before it begins.
    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try await call(body) { reader.queue.enqueue($0) }
    }

    /// Runs a closure as a member of a group; returns when the group is durable.
    ///
    /// A closure that throws is undone alone, and what it threw is thrown here. Throws `SQLError` if the group fails,
    /// and `CancellationError` if the task is cancelled before the closure begins; later, cancellation changes nothing.
    @discardableResult
    public func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try await call(body) { writer.queue.enqueue($0) }
    }

    /// Brings the schema forward, on the calling thread. See ``Migration``.
    /// Throws an error of kind `schema` if the store was made by a newer program.
    public func migrate(_ migrations: [Migration]) throws(SQLError) {
        try Migrator(path: path, vfs: vfs, limits: limits).run(migrations)
    }

    /// Looks whether the schema is the one that the migrations lead to, for a store that another program may have open.
    /// Throws an error of kind `schema` if it is older, or newer.
    public func requireSchema(of migrations: [Migration]) async throws {
        let applied = try await read { db in
            let isMigrated = try db.run("select 1 from sqlite_schema where name = 'migrations'").first != nil
            return isMigrated ? try db.run("select version, name from migrations order by version") : []
        }
        try Migrator.requireKnown(applied, migrations, path)
        guard applied.count == migrations.count else {
            throw SQLError(
                .schema,
                "\(path): the schema is that of an older program; it is brought forward at the start of the server")
        }
    }

    /// Asks every thread to give back the memory that it keeps for pages, at its next pause.
    public func releaseMemory() {
        reader.queue.releaseMemory()
        writer.queue.releaseMemory()
    }

    /// Takes nothing more, carries out what was accepted, and returns when every file is closed.
    public func close() async {
        closeQueues()
        await reader.ended.opened()
        await writer.ended.opened()
        // Last and alone, so that it finds nobody in its way when it empties the log and deletes it.
        checkpoints.close()
        await checkpoints.ended.opened()
    }

    private func closeQueues() {
        reader.queue.close()
        writer.queue.close()
    }
}

extension Database {
    /// What a store may take of memory, disk and time.
    public struct Limits: Sendable {
        /// Octets of pages that the write lane keeps in memory.
        public var writeCache = 8 << 20
        /// Octets of pages that each read lane keeps in memory.
        public var readCache = 2 << 20
        /// Members of a group; those beyond it form the next.
        public var groupSize = 1_024
        /// Octets of the write-ahead log from which it is started anew as soon as no reader needs it.
        public var logSize = 32 << 20
        /// How long to wait for another program that holds the store.
        public var busyTimeout = Duration.seconds(5)

        public init() {}
    }
}
