import SQL

/// The rows of `changes`, and the one number in `store` that orders them.
enum ChangeRows {
    /// Takes the next `count` numbers; the last of them.
    static func takeSequence(_ count: Int, _ db: any Connection) throws -> Int64 {
        try db.run("update store set sequence = sequence + $1 where id = 1 returning sequence", count)[0].integer(0)
    }

    static func insert(_ change: PlannedChange, sequence: Int64, _ db: any Connection) throws {
        try db.run(
            """
            insert into changes (
                sequence, domain, number, serial, state, actor_type, actor_id, actor_name, origin, message,
                edits, delta, created_at, shown_to)
            values ($1, $2, $3, $4, 'applied', $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """, sequence, change.domain, change.number, change.serial, change.actor.kind.rawValue, change.actor.id,
            change.actor.name, change.origin.rawValue, change.message, change.edits, change.delta, change.createdAt,
            change.edits == nil ? nil : change.organization)
    }

    static let columns = """
        sequence, domain, number, serial, actor_type, actor_id, actor_name, origin, message, edits, delta, created_at
        """

    /// A change of the domain; nil if there is none of that number, or it was made for another organization.
    static func find(
        _ number: Int64, of domain: Int64, shownTo organization: Int64, _ db: any Connection
    ) throws -> Change? {
        try db.run(
            """
            select \(columns) from changes
            where domain = $1 and number = $2 and state = 'applied' and (shown_to = $3 or shown_to is null)
            """, domain, number, organization
        ).first.flatMap(change)
    }

    static func change(_ row: Row) -> Change? {
        guard let actor = Actor.Kind(rawValue: row.text(4)), let origin = Origin(rawValue: row.text(7)) else {
            return nil
        }
        return Change(
            sequence: row.integer(0), domain: row.integer(1), number: row.integer(2),
            serial: UInt32(truncatingIfNeeded: row.integer(3)),
            actor: Actor(actor, id: row.integerIfPresent(5), name: row.textIfPresent(6)), origin: origin,
            message: row.textIfPresent(8), edits: row.blobIfPresent(9), delta: row.blobIfPresent(10),
            createdAt: row.integer(11))
    }
}
