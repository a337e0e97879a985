import SQL

/// The rows of `sessions` and `refresh_tokens`.
enum SessionRows {
    // Those of a user beyond it end, the one longest unused first.
    static let limit = 100
    // A client that renews every hour needs 2,160 in the life of a session.
    static let refreshTokenLimit = 3_000

    static func begin(
        _ id: String, of user: Int64, with refresh: SecretToken, from origin: SessionOrigin, at now: Int64,
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

    /// Whose login a refresh token belongs to.
    struct Held: Sendable {
        var session: String
        var user: Int64
        var isUsed: Bool
    }

    /// Nil for one that nobody gave out, or whose session has ended.
    static func find(_ refresh: SecretToken, at now: Int64, _ db: any Connection) throws -> Held? {
        try db.run(
            """
            select s.id, s.user_id, case when r.used_at is null then 0 else 1 end
            from refresh_tokens r join sessions s on s.id = r.session join users u on u.id = s.user_id
            where r.hash = $1 and s.expires_at > $2 and u.suspended = 0
            """, refresh.hash, now
        ).first.map { Held(session: $0.text(0), user: $0.integer(1), isUsed: $0.integer(2) != 0) }
    }

    static func renew(
        _ session: String, _ old: SecretToken, with new: SecretToken, from origin: SessionOrigin, at now: Int64,
        _ db: any Connection
    ) throws {
        try db.run("update refresh_tokens set used_at = $2 where hash = $1", old.hash, now)
        try add(new, to: session, at: now, db)
        let begun = try db.run("select created_at from sessions where id = $1", session)[0].integer(0)
        try db.run(
            "update sessions set used_at = $2, expires_at = $3, address = $4, user_agent = $5 where id = $1", session,
            now, Session.expiry(begun: begun, used: now), origin.address?.description, origin.userAgent)
    }

    private static func add(
        _ refresh: SecretToken, to session: String, at now: Int64, _ db: any Connection
    ) throws {
        try db.run(
            "insert into refresh_tokens (hash, session, created_at) values ($1, $2, $3)", refresh.hash, session, now)
        try db.run(
            """
            delete from refresh_tokens where session = $1 and used_at is not null and created_at < (
                select created_at from refresh_tokens where session = $1 order by created_at desc limit 1 offset $2)
            """, session, refreshTokenLimit)
    }

    private static let columns = "id, created_at, used_at, expires_at, address, user_agent"

    private static func session(_ row: Row) -> Session {
        Session(
            id: row.text(0), createdAt: row.integer(1), usedAt: row.integer(2), expiresAt: row.integer(3),
            address: row.textIfPresent(4), userAgent: row.textIfPresent(5))
    }

    static func list(
        of user: Int64, at now: Int64, offset: Int, limit: Int, _ db: any Connection
    ) throws -> Listing<Session> {
        let total = try db.run(
            "select count(*) from sessions where user_id = $1 and expires_at > $2", user, now)[0].integer(0)
        let rows = try db.run(
            """
            select \(columns) from sessions where user_id = $1 and expires_at > $2
            order by used_at desc, id limit $3 offset $4
            """, user, now, limit, offset)
        return Listing(rows.map(session), of: total)
    }

    static func session(_ id: String, of user: Int64, at now: Int64, _ db: any Connection) throws -> Session? {
        try db.run(
            "select \(columns) from sessions where id = $1 and user_id = $2 and expires_at > $3", id, user, now
        ).first.map(session)
    }

    static func end(_ id: String, of user: Int64, _ db: any Connection) throws -> Bool {
        !(try db.run("delete from sessions where id = $1 and user_id = $2 returning id", id, user)).isEmpty
    }

    /// Ends those of the user, but for `kept`.
    static func endAll(of user: Int64, except kept: String? = nil, _ db: any Connection) throws {
        try db.run("delete from sessions where user_id = $1 and id <> $2", user, kept ?? "")
    }
}
