import DNS
import Foundation
import SQL

extension ControlPlane {
    /// Brings the schema forward, and gives a new store its epoch. To be awaited before anything else.
    public func start() async throws {
        try store.database.migrate(Migrations.all)
        let (epoch, now) = (UUID().uuidString.lowercased(), settings.now())
        _ = try await store.write { db in
            try db.run(
                """
                insert into store (id, epoch, sequence, created_at) values (1, $1, 0, $2)
                on conflict (id) do nothing
                """, epoch, now)
        }
        while try await placeNames() {}
    }

    /// For a store that a server may have open: nothing is brought forward. To be awaited before anything else.
    /// Throws an `SQLError` of kind `schema` unless it is as this program has it.
    public func join() async throws {
        try await store.database.requireSchema(of: Migrations.all)
    }

    /// Tells the next domains that are older than the column where their names stand; whether there may be more.
    private func placeNames() async throws -> Bool {
        let slice = 1_000
        return try await store.write { db in
            let rows = try db.run("select id, name from domains where place is null limit $1", slice)
            for row in rows {
                try db.run(
                    "update domains set place = $1 where id = $2", NamePlace(try Name(row.text(1))).key, row.integer(0))
            }
            return rows.count == slice
        }
    }
}
