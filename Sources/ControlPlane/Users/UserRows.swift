import SQL

/// The rows of `users`.
enum UserRows {
    static func id(of email: String, _ db: any Connection) throws -> Int64? {
        try db.run("select id from users where email = $1", email).first?.integer(0)
    }

    static func create(
        email: String, password: PasswordHash, isOperator: Bool, at now: Int64, _ db: any Connection
    ) throws -> Int64 {
        try db.run(
            """
            insert into users (email, name, password, operator, created_at, updated_at)
            values ($1, $1, $2, $3, $4, $4) returning id
            """, email, password.text, isOperator ? 1 : 0, now
        )[0].integer(0)
    }
}
