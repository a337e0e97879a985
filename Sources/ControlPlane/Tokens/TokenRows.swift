import SQL

/// The rows of `api_tokens` and `api_token_organizations`.
enum TokenRows {
    /// Puts a new token in the place of the user's token of that name, if there is one.
    static func replace(
        _ token: APIToken, named name: String, of user: Int64, at now: Int64, _ db: any Connection
    ) throws {
        try db.run("delete from api_tokens where user_id = $1 and name = $2", user, name)
        _ = try insert(token, TokenDraft(name: name), of: user, at: now, db)
    }

    /// The id of the new token; nil if the user has one of that name.
    static func insert(
        _ token: APIToken, _ draft: TokenDraft, of user: Int64, at now: Int64, _ db: any Connection
    ) throws -> Int64? {
        let rows = try db.run(
            """
            insert into api_tokens (user_id, name, hash, limited, permissions, expires_at, created_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (user_id, name) do nothing returning id
            """, user, draft.name, token.hash.bytes, !draft.organizations.isEmpty,
            Permission.storedText(of: draft.permissions), draft.expiresAt, now)
        guard let id = rows.first?.integer(0) else { return nil }
        for organization in Set(draft.organizations) {
            try db.run(
                "insert into api_token_organizations (token, organization) values ($1, $2)", id, organization)
        }
        return id
    }

    static func count(of user: Int64, _ db: any Connection) throws -> Int64 {
        try db.run("select count(*) from api_tokens where user_id = $1", user)[0].integer(0)
    }

    static func find(_ id: Int64, of user: Int64, at now: Int64, _ db: any Connection) throws -> StoredToken? {
        let rows = try db.run("select \(columns) from api_tokens where id = $1 and user_id = $2", id, user)
        return try tokens(rows, of: user, at: now, db).first
    }

    static func find(named name: String, of user: Int64, at now: Int64, _ db: any Connection) throws -> StoredToken? {
        let rows = try db.run("select \(columns) from api_tokens where name = $1 and user_id = $2", name, user)
        return try tokens(rows, of: user, at: now, db).first
    }

    /// In the order of their ids.
    static func list(
        of user: Int64, at now: Int64, offset: Int, limit: Int, _ db: any Connection
    ) throws -> [StoredToken] {
        let rows = try db.run(
            "select \(columns) from api_tokens where user_id = $1 order by id limit $2 offset $3", user, limit, offset)
        return try tokens(rows, of: user, at: now, db)
    }

    static func revoke(_ id: Int64, of user: Int64, _ db: any Connection) throws {
        try db.run("delete from api_tokens where id = $1 and user_id = $2", id, user)
    }

    static func noteUse(of id: Int64, at time: Int64, _ db: any Connection) throws {
        try db.run(
            "update api_tokens set last_used_at = $1 where id = $2 and (last_used_at is null or last_used_at < $1)",
            time, id)
    }

    private static let columns = "id, name, limited, permissions, expires_at, last_used_at, created_at"

    private static func tokens(
        _ rows: [Row], of user: Int64, at now: Int64, _ db: any Connection
    ) throws -> [StoredToken] {
        guard let first = rows.first?.integer(0), let last = rows.last?.integer(0) else { return [] }
        let limits = try db.run(
            """
            select o.token, o.organization from api_token_organizations o join api_tokens t on t.id = o.token
            where t.user_id = $1 and t.id >= $2 and t.id <= $3 order by o.organization
            """, user, first, last)
        let organizations = Dictionary(grouping: limits) { $0.integer(0) }
        return try rows.map { row in
            let limited = row.integer(2) != 0
            let left = (organizations[row.integer(0)] ?? []).map { $0.integer(1) }
            let expiresAt = row.integerIfPresent(4)
            return StoredToken(
                id: row.integer(0), name: row.text(1), lastUsedAt: row.integerIfPresent(5), expiresAt: expiresAt,
                isActive: expiresAt.map { $0 > now } ?? true && !(limited && left.isEmpty), createdAt: row.integer(6),
                organizations: limited ? left : nil, permissions: try row.textIfPresent(3).map(Permission.stored))
        }
    }
}
