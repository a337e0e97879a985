import Foundation
import SQL

/// A store that was just made of a backup, and of which another may have gone on since: what was given out in that time
/// must not be taken for this one's.
struct RestoredStore {
    let db: any Connection
    let now: Int64

    /// How far every serial goes on. A secondary holds what was last served, and that is behind by RFC 1982 unless a
    /// domain has had more changes since the backup.
    static let step: Int64 = 1 << 24

    /// How many domains there are.
    func setApart() throws -> Int {
        let domains = try moveSerials()
        try drawEpoch()
        try endSessions()
        try ActivityRows.note(Activity("store.restored", by: .system), at: now, db)
        return domains
    }

    /// A change of each domain, as everything is that alters one: its log says where the serials jump.
    private func moveSerials() throws -> Int {
        let domains = Int(try db.run("select count(*) from domains")[0].integer(0))
        let newest = try ChangeRows.takeSequence(domains, db)
        try db.run(
            """
            insert into changes (sequence, domain, number, serial, state, actor_type, origin, created_at)
            select $1 + row_number() over (order by id), id, number + 1, (serial + $2) % $3, 'applied', $4, $5, $6
            from domains
            """, newest - Int64(domains), Self.step, Self.circle, Actor.system.kind.rawValue, Origin.restore.rawValue,
            now)
        try db.run(
            "update domains set number = number + 1, serial = (serial + $1) % $2", Self.step, Self.circle)
        // A domain of a name that has none now goes on from here.
        try db.run("update last_serials set serial = (serial + $1) % $2", Self.step, Self.circle)
        return domains
    }

    /// No follower trusts a cursor from the other past.
    private func drawEpoch() throws {
        try db.run("update store set epoch = $1 where id = 1", UUID().uuidString.lowercased())
    }

    /// Some of them may have ended since, for good reason.
    private func endSessions() throws {
        try db.run("delete from refresh_tokens")
        try db.run("delete from sessions")
        try db.run("delete from password_resets")
    }

    /// Serials have 32 bits, and go in a circle.
    private static let circle: Int64 = 1 << 32
}
