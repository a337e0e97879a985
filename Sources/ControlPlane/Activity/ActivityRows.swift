import Records
import SQL

/// The rows of `activity`.
enum ActivityRows {
    /// Written with what it tells of, in the same transaction.
    static func note(_ activity: Activity, at now: Int64, _ db: any Connection) throws {
        let details = activity.details.members.isEmpty ? nil : JSON.object(activity.details).bytes
        try db.run(
            """
            insert into activity (
                organization, user_id, action, actor_type, actor_id, actor_name, subject, details, address, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """, activity.organization, activity.user, activity.action, activity.actor.kind.rawValue,
            activity.actor.id, activity.actor.name, activity.subject,
            details.map { String(decoding: $0, as: UTF8.self) }, activity.address?.description, now)
    }

    /// The entry at `key`, whose time is looked up; nil if it is none of the organization's.
    static func entry(_ key: ActivityKey, of organization: Int64, _ db: any Connection) throws -> ActivityEntry? {
        switch key.source {
        case .act: try act(key.number, of: organization, db)
        case .change: try change(key.number, of: organization, db)
        }
    }

    private static func act(_ id: Int64, of organization: Int64, _ db: any Connection) throws -> ActivityEntry? {
        let rows = try db.run(
            """
            select created_at, actor_type, actor_id, actor_name, action, subject, details, address from activity a
            where id = $1 and (organization = $2 or organization is null and exists (
                select 1 from members m
                where m.organization = $2 and m.user_id = a.user_id and m.created_at <= a.created_at))
            """, id, organization)
        return try rows.first.map { row in
            let details = try row.textIfPresent(6).flatMap { try JSON(parsing: Array($0.utf8)).object }
            return ActivityEntry(
                key: ActivityKey(at: row.integer(0), .act, id), action: row.text(4), actor: actor(row, from: 1),
                address: row.textIfPresent(7), subject: row.textIfPresent(5), details: details ?? [:])
        }
    }

    private static func change(_ sequence: Int64, of organization: Int64, _ db: any Connection) throws -> ActivityEntry?
    {
        let rows = try db.run(
            """
            select c.created_at, c.actor_type, c.actor_id, c.actor_name, d.name, d.uuid, c.number, c.serial, c.origin,
                c.message
            from changes c left join domains d on d.id = c.domain
            where c.sequence = $1 and c.shown_to = $2
            """, sequence, organization)
        return rows.first.map { row in
            ActivityEntry(
                key: ActivityKey(at: row.integer(0), .change, sequence), action: ActivityEntry.changeAction,
                actor: actor(row, from: 1), subject: row.textIfPresent(4),
                details: [
                    "domainId": JSON(row.textIfPresent(5)), "number": .integer(row.integer(6)),
                    "serial": .integer(row.integer(7)), "origin": .string(row.text(8)),
                    "message": JSON(row.textIfPresent(9)),
                ])
        }
    }

    /// From three columns: kind, id and name.
    private static func actor(_ row: Row, from i: Int) -> Actor {
        Actor(
            Actor.Kind(rawValue: row.text(i)) ?? .system, id: row.integerIfPresent(i + 1),
            name: row.textIfPresent(i + 2))
    }
}
