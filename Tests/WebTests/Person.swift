import HTTPTypes
import SQL

@testable import ControlPlane
@testable import Web

/// A user who logged in, and what a client of that user sends with each request.
struct Person: Sendable {
    let user: Int64
    let headers: HTTPFields
}

extension Fixture {
    /// Where our organization is.
    var organization: String { "/api/organizations/\(ours.organization)" }

    /// A new user, who runs nothing, and is in our organization what `role` says.
    func person(_ email: String, _ role: Role? = nil) async throws -> Person {
        let (organization, now) = (ours.organization, plane.settings.now())
        let password = try PasswordHash(
            "correct horse battery", cost: PasswordHash.Cost(logRounds: 4, blockSize: 1, parallelism: 1))
        let user = try await plane.writePeople { db in
            let user = try UserRows.create(email: email, password: password, isOperator: false, at: now, db)
            if let role {
                _ = try MemberRows.insert(user, in: organization, as: role, permissions: nil, at: now, db)
            }
            return user
        }
        let access = try await plane.beginSession(of: user, from: .init()).access
        return Person(user: user, headers: [.authorization: "Bearer \(access)"])
    }

    /// Sends one request of that person.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, by person: Person,
        headers: HTTPFields = [:]
    ) async throws -> Reply {
        try await send(method, path, body, token: nil, headers: person.headers + headers)
    }
}

private func + (a: HTTPFields, b: HTTPFields) -> HTTPFields {
    var all = a
    for field in b { all.append(field) }
    return all
}
