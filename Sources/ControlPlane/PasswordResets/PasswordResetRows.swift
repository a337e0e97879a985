import SQL

/// The rows of `password_resets`.
enum PasswordResetRows {
    /// In the place of those that the user has: the newest alone is good.
    static func replace(
        with token: SecretToken, of user: Int64, until expiry: Int64, at now: Int64, _ db: any Connection
    ) throws {
        try end(of: user, db)
        try db.run(
            "insert into password_resets (hash, user_id, created_at, expires_at) values ($1, $2, $3, $4)", token.hash,
            user, now, expiry)
    }

    /// The user whose password it may set.
    static func user(of token: SecretToken, at now: Int64, _ db: any Connection) throws -> User? {
        let rows = try db.run(
            "select user_id from password_resets where hash = $1 and expires_at > $2", token.hash, now)
        return try rows.first.flatMap { try UserRows.find($0.integer(0), db) }
    }

    static func end(of user: Int64, _ db: any Connection) throws {
        try db.run("delete from password_resets where user_id = $1", user)
    }
}
