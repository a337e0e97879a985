import ControlPlane
import Hummingbird

extension ControlPlane {
    /// Who sends this request; throws 401, and 400 where it says so twice.
    func caller(of request: Request) async throws -> Caller {
        let accessToken = request.headers[.authorization].flatMap(Self.bearerToken)
        switch (request.headers[.apiToken], accessToken) {
        case (nil, nil): throw ControlPlaneError.unauthenticated(.missing)
        case (let token?, nil): return try await authenticate(token: token)
        case (nil, let token?): return try await authenticate(accessToken: token)
        case (_?, _?):
            throw Problem(.twoCredentials, "X-API-TOKEN and Authorization: Bearer were both sent; send one.")
        }
    }

    /// What stands after `Bearer` (RFC 6750 §2.1); nil for another scheme. Basic is what a proxy in front may have asked
    /// for: not for us, and not an error.
    private static func bearerToken(_ authorization: String) -> String? {
        guard authorization.prefix(6).lowercased() == "bearer" else { return nil }
        let rest = authorization.dropFirst(6)
        return rest.first ?? " " == " " ? String(rest.trimmed) : nil
    }
}
