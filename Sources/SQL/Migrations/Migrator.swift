import Glibc

/// Brings the schema of one store forward, on a connection of its own.
struct Migrator {
    private let connection: SQLiteConnection
    /// How errors name the store.
    private let path: String
    private let copiesBefore: Bool

    init(path: String, vfs: String?, limits: Database.Limits) throws(SQLError) {
        connection = try SQLiteConnection(path: path, vfs: vfs, role: .migrator, limits: limits)
        self.path = path
        copiesBefore = vfs == nil
    }

    /// For what is itself a copy.
    init(_ connection: SQLiteConnection, named path: String) {
        self.connection = connection
        self.path = path
        copiesBefore = false
    }

    func run(_ migrations: [Migration]) throws(SQLError) {
        precondition(zip(migrations, migrations.dropFirst()).allSatisfy { $0.version < $1.version }, "not in order")
        let isEmpty = try connection.run("select count(*) from sqlite_schema")[0].integer(0) == 0
        try connection.run(
            """
            create table if not exists migrations (
                version bigint primary key, name text not null, applied_at bigint not null)
            """)
        let applied = try connection.run("select version, name from migrations order by version")
        try Self.requireKnown(applied, migrations, path)
        let current = applied.last?.integer(0) ?? 0
        let pending = migrations.filter { $0.version > current }
        guard let first = pending.first else { return }
        if !isEmpty, copiesBefore { try copy(to: "\(path).before-\(first.version)") }
        for migration in pending { try apply(migration) }
    }

    /// `applied`: versions and names. Throws for one that is not among the migrations.
    static func requireKnown(_ applied: [Row], _ migrations: [Migration], _ path: String) throws(SQLError) {
        for row in applied where !migrations.contains(where: { $0.version == row.integer(0) }) {
            throw SQLError(
                .schema,
                """
                \(path): the schema has step \(row.integer(0)), "\(row.text(1))", which this program does not know; \
                it was made by a newer one
                """)
        }
    }

    private func apply(_ migration: Migration) throws(SQLError) {
        try connection.run("begin immediate")
        do throws(SQLError) {
            try connection.run(
                "insert into migrations (version, name, applied_at) values ($1, $2, $3)",
                migration.version, migration.name, Self.now)
            for sql in migration.sql { try connection.run(Self.dialect(sql)) }
            // Foreign keys are not looked at while a table may be taken apart and put together again.
            if let broken = try connection.run("pragma foreign_key_check").first {
                throw SQLError(.foreignKey, "table \(broken[0]) refers to \(broken[2])", table: broken[0].description)
            }
            try connection.run("commit")
        } catch {
            if connection.isInTransaction { _ = try? connection.run("rollback") }
            throw SQLError(
                error.kind, "migration \(migration.version), \(migration.name): \(error.message)",
                constraint: error.constraint, table: error.table, columns: error.columns)
        }
    }

    /// The copy appears under its name only when all of it is on the disk.
    private func copy(to copy: String) throws(SQLError) {
        let draft = copy + ".partial"
        Files.removeDatabase(draft)
        try connection.run("vacuum into $1", draft)
        try Files.sync(draft)
        try Files.rename(draft, to: copy)
    }

    private static func dialect(_ sql: String) -> String {
        var text = sql
        for (token, meaning) in [
            ("{identity}", "integer primary key autoincrement"), ("{blob}", "blob"), ("{clustered}", "without rowid"),
        ] {
            text = text.split(separator: token, omittingEmptySubsequences: false).joined(separator: meaning)
        }
        return text
    }

    /// Microseconds since 1970.
    private static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}
