import SQL

/// The rows of `signing_keys`.
enum SigningKeyRows {
    struct Sealed: Sendable {
        var id: String
        var secret: [UInt8]
    }

    /// Where a key's secret is sealed for.
    static func place(_ id: String) -> String { "signing_keys/\(id)" }

    /// The newest, which signs, first; those that have run out are left out.
    static func valid(at now: Int64, _ db: any Connection) throws -> [Sealed] {
        try db.run(
            """
            select id, secret from signing_keys where expires_at is null or expires_at > $1
            order by case when expires_at is null then 0 else 1 end, created_at desc
            """, now
        ).map { Sealed(id: $0.text(0), secret: $0.blob(1)) }
    }

    /// Puts the key at the head. Those before it verify for as long as a token may live that they have signed.
    static func add(_ key: Sealed, retiringOthersAt expiry: Int64, at now: Int64, _ db: any Connection) throws {
        try db.run("delete from signing_keys where expires_at <= $1", now)
        try db.run("update signing_keys set expires_at = $1 where expires_at is null", expiry)
        try db.run("insert into signing_keys (id, secret, created_at) values ($1, $2, $3)", key.id, key.secret, now)
    }
}
