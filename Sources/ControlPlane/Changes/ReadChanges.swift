import SQL

/// What followers read. They look across all organizations: none of these is reached by a caller.
extension ControlPlane {
    /// The sequence of the newest change, each time after it became visible; those missed meanwhile are skipped.
    public func wakes() -> AsyncStream<Int64> { log.followers.wakes() }

    /// Where the log ends now.
    public func cursor() async throws -> Cursor {
        try await store.read { db in
            let row = try db.run("select epoch, sequence from store where id = 1")[0]
            return Cursor(epoch: row.text(0), sequence: row.integer(1))
        }
    }

    /// The changes after `sequence`, in their order, at most `limit`.
    public func changes(after sequence: Int64, limit: Int = 1_000) async throws -> [Change] {
        try await store.read { db in
            try db.run(
                """
                select \(ChangeRows.columns) from changes
                where sequence > $1 and state = 'applied' order by sequence limit $2
                """, sequence, limit
            ).compactMap(ChangeRows.change)
        }
    }
}
