import ControlPlane
import HTTPTypes
import Hummingbird
import Records

/// Coming in, staying and going.
struct AuthRoutes: OperationTable {
    static let path = "/api/auth"

    let plane: ControlPlane

    var operations: [Operation] {
        [
            .post(at: "login", logIn).open(to: .anyone), .post(at: "refresh", renew).open(to: .anyone),
            .post(at: "logout", logOut).open(to: .person), .post(at: "register", register).open(to: .anyone),
        ]
    }

    func logIn(_ call: Call) async throws -> Answer {
        let login = try LoginAttempt(reading: try await call.body())
        return .tokens(try await plane.logIn(login, from: call.origin))
    }

    func renew(_ call: Call) async throws -> Answer {
        let renewal = try SessionRenewal(reading: try await call.body())
        return .tokens(try await plane.renewSession(renewal, from: call.origin))
    }

    func logOut(_ call: Call) async throws -> Answer {
        try await plane.logOut(call.caller)
        return .nothing
    }

    func register(_ call: Call) async throws -> Answer {
        let draft = try UserDraft(reading: try await call.body(), choosesPassword: true)
        return .created(UserResource(user: try await plane.register(draft, from: call.address)))
    }
}

extension Call {
    /// Where a session that begins with this call comes from.
    fileprivate var origin: SessionOrigin {
        SessionOrigin(address: address, userAgent: request.headers[.userAgent])
    }
}

extension Answer {
    fileprivate static func tokens(_ tokens: SessionTokens) -> Answer {
        .document([
            "token": .string(tokens.access), "refreshToken": .string(tokens.refresh),
            "expiresAt": Timestamp.json(tokens.expiresAt),
        ])
    }
}
