import SQL

extension ControlPlane {
    // One write holds the line for some milliseconds at most.
    private static let purgeSlice = 500

    /// Removes what is left of domains that can no longer be put back, in slices. To be called now and then.
    public func purgeDomains() async throws {
        while try await purgeSome() {}
    }

    /// One slice; whether there was anything.
    private func purgeSome() async throws -> Bool {
        let before = settings.now() - Self.undeleteTime
        return try await store.write { db in
            let deleted = try db.run(
                """
                select id from domains where status = 'deleted' and deleted_at <= $1 order by deleted_at limit 1
                """, before)
            guard let domain = deleted.first?.integer(0) else { return false }
            for statement in Self.slices {
                try db.run(statement, domain, Self.purgeSlice)
                if db.changes > 0 { return true }
            }
            try db.run("delete from domains where id = $1 and status = 'deleted'", domain)
            return true
        }
    }

    // The log goes last, oldest first. What refers to a change goes before it.
    private static let slices = [
        "delete from records where id in (select id from records where domain = $1 order by id limit $2)",
        """
        delete from served where domain = $1
            and owner in (select owner from served where domain = $1 order by owner limit $2)
        """,
        """
        delete from receipts where sequence in (
            select r.sequence from receipts r join changes c on c.sequence = r.sequence where c.domain = $1 limit $2)
        """,
        """
        delete from changes where sequence in (
            select sequence from changes where domain = $1 order by number limit $2)
        """,
    ]
}
