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
    }
}
