import Records
import SQL

@testable import ControlPlane

extension Fixture {
    static let email = "owner@example.net"

    func logIn(
        _ password: String = Fixture.password, as email: String = Fixture.email, code: String? = nil,
        from address: String = "192.0.2.7"
    ) async throws -> SessionTokens {
        let body: JSON = ["email": .string(email), "password": .string(password), "code": JSON(code)]
        return try await plane.logIn(
            LoginAttempt(reading: body), from: SessionOrigin(address: IPAddress(address), userAgent: "test"))
    }

    /// The caller who has just logged in.
    func loggedIn(
        _ password: String = Fixture.password, as email: String = Fixture.email, code: String? = nil
    ) async throws -> Caller {
        try await plane.authenticate(accessToken: logIn(password, as: email, code: code).access)
    }

    /// Another user, who is a member of nothing.
    func addUser(_ email: String, password: String = Fixture.password) async throws -> Int64 {
        let hash = try PasswordHash(password, cost: Self.cost)
        return try await plane.store.write { db in
            try UserRows.create(email: email, password: hash, isOperator: false, at: 0, db)
        }
    }

    /// What was noted, in its order.
    func activity() async throws -> [String] {
        try await database.read { db in try db.run("select action from activity order by id").map { $0.text(0) } }
    }

    func count(_ table: String) async throws -> Int64 {
        try await database.read { db in try db.run("select count(*) from \(table)")[0].integer(0) }
    }
}
