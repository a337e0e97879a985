import Records
import SQL

/// The rows of `users`.
enum UserRows {
    private static let columns = """
        id, email, name, operator, suspended, case when totp_confirmed_at is null then 0 else 1 end, version,
        created_at, updated_at
        """

    private static func user(_ row: Row) -> User {
        User(
            id: row.integer(0), email: row.text(1), name: row.text(2), isOperator: row.integer(3) != 0,
            isSuspended: row.integer(4) != 0, hasSecondFactor: row.integer(5) != 0, version: row.integer(6),
            createdAt: row.integer(7), updatedAt: row.integer(8))
    }

    static func id(of email: String, _ db: any Connection) throws -> Int64? {
        try db.run("select id from users where email = $1", email).first?.integer(0)
    }

    static func find(_ id: Int64, _ db: any Connection) throws -> User? {
        try db.run("select \(columns) from users where id = $1", id).first.map(user)
    }

    /// In the order of the addresses.
    static func list(
        _ filter: UserFilter, offset: Int, limit: Int, _ db: any Connection
    ) throws -> Listing<User> {
        let condition =
            "($1 = '' or email like $1 escape '\\' or lower(name) like $1 escape '\\') and ($2 = '' or email = $2)"
        let (pattern, email) = (filter.pattern, filter.email.map(Credentials.folded) ?? "")
        let total = try db.run("select count(*) from users where \(condition)", pattern, email)[0].integer(0)
        let rows = try db.run(
            "select \(columns) from users where \(condition) order by email limit $3 offset $4", pattern, email,
            limit, offset)
        return Listing(rows.map(user), of: total)
    }

    static func create(
        email: String, name: String? = nil, password: PasswordHash, isOperator: Bool, at now: Int64,
        _ db: any Connection
    ) throws -> Int64 {
        try db.run(
            """
            insert into users (email, name, password, operator, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $5) returning id
            """, email, name ?? email, password.text, isOperator ? 1 : 0, now
        )[0].integer(0)
    }

    /// Throws `conflict` where another has the address.
    static func checkFree(_ email: String, butFor user: Int64 = 0, _ db: any Connection) throws {
        guard let holder = try id(of: email, db), holder != user else { return }
        throw ControlPlaneError.conflict([Violation("email", .duplicate, "email: somebody has it already")], with: [])
    }

    static func update(_ user: User, at now: Int64, _ db: any Connection) throws {
        try db.run(
            """
            update users set email = $2, name = $3, operator = $4, suspended = $5, version = version + 1, updated_at = $6
            where id = $1
            """, user.id, user.email, user.name, user.isOperator, user.isSuspended, now)
    }

    /// How many others there are who run the instance.
    static func operators(beside user: Int64, _ db: any Connection) throws -> Int64 {
        try db.run("select count(*) from users where operator = 1 and suspended = 0 and id <> $1", user)[0].integer(0)
    }

    static func password(of user: Int64, _ db: any Connection) throws -> PasswordHash? {
        try db.run("select password from users where id = $1", user).first.map { PasswordHash(stored: $0.text(0)) }
    }

    static func setPassword(_ password: PasswordHash, of user: Int64, at now: Int64, _ db: any Connection) throws {
        try db.run(
            "update users set password = $2, version = version + 1, updated_at = $3 where id = $1", user, password.text,
            now)
    }

    /// The same password at a higher cost: nothing that anybody sees.
    static func upgrade(_ old: PasswordHash, to new: PasswordHash, of user: Int64, _ db: any Connection) throws {
        try db.run("update users set password = $3 where id = $1 and password = $2", user, old.text, new.text)
    }
}

/// Which users are listed.
public struct UserFilter: Sendable, Hashable {
    /// Somewhere in the address or the name.
    public var text: String?
    public var email: String?

    public init(text: String? = nil, email: String? = nil) {
        self.text = text
        self.email = email
    }

    /// For LIKE; empty for all.
    fileprivate var pattern: String {
        guard let text, !text.isEmpty else { return "" }
        return "%\(LikePattern.escaped(text.lowercased()))%"
    }
}
