import SQL

/// The rows of `organizations`.
enum OrganizationRows {
    static let columns = "id, name, require_2fa, suspended, quotas, version, created_at, updated_at"

    static func organization(_ row: Row) throws -> Organization {
        Organization(
            id: row.integer(0), name: row.text(1), requiresSecondFactor: row.integer(2) != 0,
            isSuspended: row.integer(3) != 0, quotas: try Quotas.stored(row.textIfPresent(4)), version: row.integer(5),
            createdAt: row.integer(6), updatedAt: row.integer(7))
    }

    static func find(_ id: Int64, _ db: any Connection) throws -> Organization? {
        try db.run("select \(columns) from organizations where id = $1", id).first.map(organization)
    }

    static func exists(_ id: Int64, _ db: any Connection) throws -> Bool {
        try !db.run("select 1 from organizations where id = $1", id).isEmpty
    }

    static func create(_ name: String, at now: Int64, _ db: any Connection) throws -> Int64 {
        try db.run(
            "insert into organizations (name, created_at, updated_at) values ($1, $2, $2) returning id", name, now
        )[0].integer(0)
    }

    static func update(_ organization: Organization, _ db: any Connection) throws {
        try db.run(
            """
            update organizations set name = $1, require_2fa = $2, suspended = $3, quotas = $4, version = $5,
                updated_at = $6
            where id = $7
            """, organization.name, organization.requiresSecondFactor, organization.isSuspended,
            organization.quotas.storedText, organization.version, organization.updatedAt, organization.id)
    }

    /// Takes it away with its members and invitations; it has no domains.
    static func delete(_ id: Int64, _ db: any Connection) throws {
        try db.run("delete from members where organization = $1", id)
        // A token limited to some organizations stays limited when they are gone.
        try db.run("delete from api_token_organizations where organization = $1", id)
        // What was offered to it stays on offer, to nobody: that it is gone is not told to whoever offers.
        try db.run("update domains set offer_void = 1 where offered_to = $1", id)
        try db.run("delete from organizations where id = $1", id)
    }

    /// How many domains it has, and how many that are deleted and may be taken back.
    static func domains(of id: Int64, _ db: any Connection) throws -> (kept: Int64, deleted: Int64) {
        let row = try db.run(
            """
            select count(*), coalesce(sum(case when status = 'deleted' then 1 else 0 end), 0)
            from domains where organization = $1
            """, id)[0]
        return (row.integer(0) - row.integer(1), row.integer(1))
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

    /// How many the user owns.
    static func countOwned(by user: Int64, _ db: any Connection) throws -> Int64 {
        try db.run(
            "select count(*) from members where user_id = $1 and role = $2", user, Role.owner.rawValue
        )[0].integer(0)
    }

    static func add(
        user: Int64, as role: Role, to organization: Int64, at now: Int64, _ db: any Connection
    ) throws {
        try db.run(
            """
            insert into members (organization, user_id, role, created_at, updated_at) values ($1, $2, $3, $4, $4)
            on conflict (organization, user_id) do update set role = excluded.role
            """, organization, user, role.rawValue, now)
    }
}
