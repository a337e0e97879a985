import ControlPlane
import Hummingbird

extension ControlPlane {
    /// Who sends this request; throws 401, and 400 where it says so twice.
    func caller(of request: Request) async throws -> Caller {
        let bearer = request.headers[.authorization].map(Self.isBearer) ?? false
        guard let token = request.headers[.apiToken] else {
            throw Problem.unauthenticated(bearer ? "Invalid JWT Token" : "JWT Token not found")
        }
        guard !bearer else {
            throw Problem(.twoCredentials, "X-API-TOKEN and Authorization: Bearer were both sent; send one.")
        }
        return try await authenticate(token: token)
    }

    // Basic is what a proxy in front may have asked for: not for us, and not an error.
    private static func isBearer(_ authorization: String) -> Bool {
        authorization.prefix(6).lowercased() == "bearer" && authorization.dropFirst(6).first.map { $0 == " " } ?? true
    }
}
