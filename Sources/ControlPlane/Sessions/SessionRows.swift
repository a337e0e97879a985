import SQL

/// The rows of `sessions` and `refresh_tokens`.
enum SessionRows {
    // Those of a user beyond it end, the one longest unused first.
    static let limit = 100
    // A client that renews every hour needs 2,160 in the life of a session.
    private static let refreshTokenLimit = 3_000

    struct Origin: Sendable {
        var address: IPAddress?
        var userAgent: String?
    }

    static func begin(
        _ id: String, of user: Int64, with refresh: SecretToken, from origin: Origin, at now: Int64,
        _ db: any Connection
    ) throws {
        try db.run("delete from sessions where user_id = $1 and expires_at <= $2", user, now)
        try db.run(
            """
            delete from sessions where user_id = $1 and id in (
                select id from sessions where user_id = $1 order by used_at desc, id limit 1000 offset $2)
            """, user, limit - 1)
        try db.run(
            """
            insert into sessions (id, user_id, created_at, used_at, expires_at, address, user_agent)
            values ($1, $2, $3, $3, $4, $5, $6)
            """, id, user, now, Session.expiry(begun: now, used: now), origin.address?.description, origin.userAgent)
        try add(refresh, to: id, at: now, db)
    }

    /// The caller who came by that login, and when it ends; nil if it has ended, or the user may not come.
    static func caller(_ id: String, of user: Int64, at now: Int64, _ db: any Connection) throws -> (Caller, Int64)? {
        let rows = try db.run(
            """
            select u.email, u.operator, case when u.totp_confirmed_at is null then 0 else 1 end, s.expires_at
            from sessions s join users u on u.id = s.user_id
            where s.id = $1 and s.user_id = $2 and s.expires_at > $3 and u.suspended = 0
            """, id, user, now)
        guard let row = rows.first else { return nil }
        let caller = Caller(
            user: user, email: row.text(0), isOperator: row.integer(1) != 0, hasSecondFactor: row.integer(2) != 0,
            session: id, organizations: try MemberRows.memberships(of: user, token: nil, db))
        return (caller, row.integer(3))
    }

    static func add(_ refresh: SecretToken, to session: String, at now: Int64, _ db: any Connection) throws {
        try db.run(
            "insert into refresh_tokens (hash, session, created_at) values ($1, $2, $3)", refresh.hash, session, now)
        try db.run(
            """
            delete from refresh_tokens where session = $1 and used_at is not null and created_at < (
                select created_at from refresh_tokens where session = $1 order by created_at desc limit 1 offset $2)
            """, session, refreshTokenLimit)
    }

    static func end(_ id: String, of user: Int64, _ db: any Connection) throws -> Bool {
        !(try db.run("delete from sessions where id = $1 and user_id = $2 returning id", id, user)).isEmpty
    }

    /// Ends those of the user, but for `kept`; how many they were.
    @discardableResult
    static func endAll(of user: Int64, except kept: String? = nil, _ db: any Connection) throws -> Int {
        try db.run(
            "delete from sessions where user_id = $1 and id <> $2 returning id", user, kept ?? ""
        ).count
    }
}
