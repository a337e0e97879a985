import SQL

/// The rows of `organizations` and `members`.
enum OrganizationRows {
    static func create(_ name: String, at now: Int64, _ db: any Connection) throws -> Int64 {
        try db.run(
            "insert into organizations (name, created_at, updated_at) values ($1, $2, $2) returning id", name, now
        )[0].integer(0)
    }

    /// The organization of that name that the user owns; the oldest, if there are several.
    static func owned(by user: Int64, named name: String, _ db: any Connection) throws -> Int64? {
        try db.run(
            """
            select o.id from organizations o join members m on m.organization = o.id
            where m.user_id = $1 and m.role = $2 and o.name = $3
            order by o.id limit 1
            """, user, Role.owner.rawValue, name
        ).first?.integer(0)
    }

    static func add(
        user: Int64, as role: Role, to organization: Int64, at now: Int64, _ db: any Connection
    ) throws {
        try db.run(
            """
            insert into members (organization, user_id, role, created_at) values ($1, $2, $3, $4)
            on conflict (organization, user_id) do update set role = excluded.role
            """, organization, user, role.rawValue, now)
    }
}
