import ControlPlane
import Hummingbird

/// A path's answer to one method.
struct Route: Sendable {
    typealias Answer = @Sendable (Incoming) async throws -> Response

    let method: HTTPRequest.Method
    /// `/api/organizations/{organizationId}`: a segment in braces is a parameter.
    let path: String
    let answer: Answer
}

/// A request that was found a route.
struct Incoming: Sendable {
    let request: Request
    /// Of the client; nil where the way in has none.
    let address: IPAddress?
    let parameters: PathParameters
}
