import ControlPlane
import HTTPTypes
import Records

/// What users do about themselves.
struct AccountRoutes: OperationTable {
    static let path = "/api/auth"

    let plane: ControlPlane

    var operations: [Operation] {
        [
            .get(at: "me", read), .patch(at: "me", update).open(to: .person),
            .post(at: "password", changePassword).open(to: .person),
            .post(at: "password-reset", requestReset).open(to: .anyone),
            .post(at: "password-reset/confirm", resetPassword).open(to: .anyone),
            .post(at: "totp", beginSecondFactor).open(to: .person),
            .post(at: "totp/confirm", confirmSecondFactor).open(to: .person),
            .delete(at: "totp", removeSecondFactor).open(to: .person),
        ]
    }

    func read(_ call: Call) async throws -> Answer {
        .shown(UserResource(user: try await plane.user(call.caller.user, for: call.caller)))
    }

    func update(_ call: Call) async throws -> Answer {
        let user = try await plane.user(call.caller.user, for: call.caller)
        let patch = try OwnPatch(reading: try await call.body(), of: user)
        return .shown(
            UserResource(user: try await plane.updateOwn(patch, versions: call.expectedVersions, for: call.caller)))
    }

    func changePassword(_ call: Call) async throws -> Answer {
        let change = try PasswordChange(reading: try await call.body())
        try await plane.changePassword(change, for: call.caller)
        return .nothing
    }

    func requestReset(_ call: Call) async throws -> Answer {
        let request = try PasswordResetRequest(reading: try await call.body())
        try plane.requestPasswordReset(request, from: call.address)
        return .document([:], .accepted)
    }

    func resetPassword(_ call: Call) async throws -> Answer {
        let answer = try PasswordResetAnswer(reading: try await call.body())
        try await plane.resetPassword(answer, from: call.address)
        return .nothing
    }

    func beginSecondFactor(_ call: Call) async throws -> Answer {
        let offer = try await plane.beginSecondFactor(for: call.caller)
        return .document(["secret": .string(offer.secret), "uri": .string(offer.uri)])
    }

    func confirmSecondFactor(_ call: Call) async throws -> Answer {
        let code = try SecondFactorCode(reading: try await call.body())
        let codes = try await plane.confirmSecondFactor(code, for: call.caller)
        return .document(["recoveryCodes": .array(codes.map { .string($0) })])
    }

    func removeSecondFactor(_ call: Call) async throws -> Answer {
        let code = try SecondFactorCode(reading: try await call.body())
        try await plane.removeSecondFactor(code, for: call.caller)
        return .nothing
    }
}
