extension BackupFile {
    /// Where a store lies while it is made: what is there after a crash is not finished.
    public static func draft(of store: String) -> String { store + ".restoring" }

    /// Makes the store at `store` out of the file, in the schema of `migrations`, and has `body` alter it. It has its
    /// name only when all of that is done and on the disk; a draft that a crash left there is begun anew.
    ///
    /// `body` runs in a transaction, and is given the attachments. When it throws, nothing is left.
    /// Throws `SQLError` for what is no backup, is damaged, or was made by a newer program.
    public func restore<Result>(
        to store: String, migrations: [Migration],
        _ body: (any Connection, [String: [UInt8]]) throws -> Result
    ) throws -> Result {
        let draft = Self.draft(of: store)
        Files.removeDatabase(draft)
        let connection: SQLiteConnection
        let result: Result
        do {
            try Files.copy(path, to: draft)
            // The draft's name is on the disk before anything else that `body` may put beside it.
            try Files.syncFolder(of: draft)
            connection = try open(draft)
            try check(connection)
            try Migrator(connection, named: path).run(migrations)
            // An attachment may be a secret, and is no part of the store: nothing of it stays in the file's free pages.
            try connection.run("pragma secure_delete = on")
            try connection.run("begin immediate")
            result = try body(connection, attachments(connection))
        } catch {
            Files.removeDatabase(draft)
            throw error
        }
        try connection.run("drop table backup")
        try connection.run("commit")
        connection.close(keepingLog: false)
        try Files.sync(draft)
        try Files.rename(draft, to: store)
        return result
    }

    private func open(_ draft: String) throws(SQLError) -> SQLiteConnection {
        do throws(SQLError) {
            let connection = try SQLiteConnection(path: draft, vfs: nil, role: .migrator, limits: .init())
            // One file, so that a single name makes it the store.
            try connection.run("pragma journal_mode = delete")
            return connection
        } catch  where error.kind == .corrupt || error.kind == .connection {
            throw noBackup
        }
    }

    private func check(_ connection: SQLiteConnection) throws(SQLError) {
        do throws(SQLError) {
            let tables = try connection.run(
                "select count(*) from sqlite_schema where type = 'table' and name = 'backup'")
            guard tables[0].integer(0) == 1 else { throw noBackup }
            let found = try connection.run("pragma integrity_check(1)").first?.text(0) ?? "nothing"
            guard found == "ok" else { throw SQLError(.corrupt, found) }
            if let row = try connection.run("pragma foreign_key_check").first {
                throw SQLError(.corrupt, "table \(row[0]) refers to what is not in \(row[2])")
            }
            let format = try connection.run("select content from backup where name = $1", Self.formatName).first
            guard format?[0] == .blob(Self.format) else {
                throw SQLError(.schema, "\(path): a backup in a form that this program does not know")
            }
        } catch  where error.kind == .corrupt {
            throw SQLError(.corrupt, "\(path): damaged: \(error.message)")
        }
    }

    private func attachments(_ connection: SQLiteConnection) throws(SQLError) -> [String: [UInt8]] {
        var attachments: [String: [UInt8]] = [:]
        let rows = try connection.run(
            "select name, content from backup where typeof(name) = 'text' and typeof(content) = 'blob'")
        for row in rows where row.text(0) != Self.formatName { attachments[row.text(0)] = row.blob(1) }
        return attachments
    }

    private var noBackup: SQLError { SQLError(.schema, "\(path): not a backup of a store") }
}
