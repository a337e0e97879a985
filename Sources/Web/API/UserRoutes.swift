import ControlPlane
import HTTPTypes
import Records

/// The users of the instance, for its operators.
struct UserRoutes: OperationTable {
    static let path = "/api/users"

    let plane: ControlPlane

    var operations: [Operation] {
        [
            .get(query: NumberedPaging.parameters + ["q", "email"], list), .post(create).open(to: .person),
            .get(at: "{id}", read), .patch(at: "{id}", update).open(to: .person),
            .post(at: "{id}/password-reset", resetPassword).open(to: .person),
            .delete(at: "{id}/totp", removeSecondFactor).open(to: .person),
        ]
    }

    func list(_ call: Call) async throws -> Answer {
        let paging = try NumberedPaging(call.query)
        let filter = UserFilter(text: call.query["q"], email: call.query["email"])
        let found = try await plane.users(filter, offset: paging.offset, limit: paging.size, for: call.caller)
        return .page(
            paging.page(
                found.elements.map(UserResource.init), of: found.total, UserResource.shortName, at: Self.path,
                call.query))
    }

    func create(_ call: Call) async throws -> Answer {
        let draft = try UserDraft(reading: try await call.body(), choosesPassword: false)
        return .created(UserResource(user: try await plane.createUser(draft, for: call.caller)))
    }

    func read(_ call: Call) async throws -> Answer {
        .shown(UserResource(user: try await plane.user(call.number("id"), for: call.caller)))
    }

    func update(_ call: Call) async throws -> Answer {
        let user = try await plane.user(call.number("id"), for: call.caller)
        let patch = try UserPatch(reading: try await call.body(), of: user)
        return .shown(
            UserResource(
                user: try await plane.updateUser(user.id, patch, versions: call.expectedVersions, for: call.caller)))
    }

    func resetPassword(_ call: Call) async throws -> Answer {
        let reset = try await plane.makePasswordReset(of: call.number("id"), for: call.caller)
        return .document(["token": .string(reset.token), "expiresAt": Timestamp.json(reset.expiresAt)], .created)
    }

    func removeSecondFactor(_ call: Call) async throws -> Answer {
        try await plane.removeSecondFactor(of: call.number("id"), for: call.caller)
        return .nothing
    }
}
