import Records
import SQL

@testable import ControlPlane

/// A user who logged in.
struct Person: Sendable {
    let plane: ControlPlane
    let user: Int64
    let access: String

    /// As the next request would find it.
    var caller: Caller { get async throws { try await plane.authenticate(accessToken: access) } }
}

extension Fixture {
    var organization: Int64 { bootstrapped.organization }

    /// A new user, who runs nothing, and is in our organization what `role` says.
    func person(_ email: String, _ role: Role? = nil, permissions: [Permission]? = nil) async throws -> Person {
        let (organization, now) = (organization, plane.settings.now())
        let password = try PasswordHash(Fixture.password, cost: Fixture.cost)
        let user = try await plane.writePeople { db in
            let user = try UserRows.create(email: email, password: password, isOperator: false, at: now, db)
            if let role {
                _ = try MemberRows.insert(user, in: organization, as: role, permissions: permissions, at: now, db)
            }
            return user
        }
        return Person(plane: plane, user: user, access: try await plane.beginSession(of: user, from: .init()).access)
    }

    /// Gives a user a second factor, as far as anybody looks at it here.
    func confirmSecondFactor(of user: Int64) async throws {
        _ = try await plane.writePeople { db in
            try db.run("update users set totp_confirmed_at = 1 where id = $1", user)
        }
    }

    /// What the organization's activity says was done, newest first, without the changes of its domains.
    func actions(of organization: Int64? = nil) async throws -> [String] {
        let page = try await plane.activity(of: organization ?? self.organization, limit: 100, for: caller)
        return page.entries.map(\.action).filter { $0 != "change.applied" }
    }
}

/// The paths of the violations of a conflict.
func conflictPaths(_ error: ControlPlaneError?) -> [String]? {
    guard case .conflict(let violations, _) = error else { return nil }
    return violations.map(\.propertyPath)
}

/// The sentence about the limit that was reached.
func limit(_ error: ControlPlaneError?) -> String? {
    guard case .limitReached(let text) = error else { return nil }
    return text
}
