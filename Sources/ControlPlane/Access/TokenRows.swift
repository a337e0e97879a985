import SQL

/// The rows of `api_tokens`.
enum TokenRows {
    /// Puts a new token in the place of the user's token of that name, if there is one.
    static func replace(
        _ token: APIToken, named name: String, of user: Int64, at now: Int64, _ db: any Connection
    ) throws {
        try db.run("delete from api_tokens where user_id = $1 and name = $2", user, name)
        try db.run(
            "insert into api_tokens (user_id, name, hash, created_at) values ($1, $2, $3, $4)",
            user, name, token.hash.bytes, now)
    }

    static func revoke(_ id: Int64, of user: Int64, _ db: any Connection) throws -> Bool {
        !(try db.run("delete from api_tokens where id = $1 and user_id = $2 returning id", id, user)).isEmpty
    }
}
