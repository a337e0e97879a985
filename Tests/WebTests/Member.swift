import Testing

@testable import ControlPlane

extension Fixture {
    /// The token of a new user who runs nothing and is `role` in `organization`; in none where `role` is nil.
    func token(of email: String, as role: Role? = nil, in organization: Int64? = nil) async throws -> String {
        let token = APIToken.random()
        let cheap = PasswordHash.Cost(logRounds: 4, blockSize: 8, parallelism: 1)
        let password = try PasswordHash("correct horse battery", cost: cheap)
        try await plane.writePeople { db in
            let user = try UserRows.create(email: email, password: password, isOperator: false, at: 0, db)
            if let role, let organization {
                try OrganizationRows.add(user: user, as: role, to: organization, at: 0, db)
            }
            try TokenRows.replace(token, named: "test", of: user, at: 0, db)
        }
        return token.plain
    }
}
