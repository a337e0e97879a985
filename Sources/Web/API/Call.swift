import ControlPlane
import Hummingbird
import Records

/// One call of an operation: who calls, what was asked, and how the answer is to be written.
struct Call: Sendable {
    /// Nil only where the operation is open to anyone.
    let identity: Caller?
    /// Where the request came from; nil where the way in has no address.
    let address: IPAddress?
    let request: Request
    let form: OutputForm
    let parameters: PathParameters
    let query: Query

    /// Who asks, in an operation that is not open to anyone.
    var caller: Caller {
        get throws(ControlPlaneError) {
            guard let identity else { throw .unauthenticated(.missing) }
            return identity
        }
    }

    func body() async throws -> JSON { try await JSONBody.read(request) }

    /// Nil where none was sent.
    func bodyIfAny() async throws -> JSON? { try await JSONBody.readIfAny(request) }

    /// What If-Match says; nil if it says nothing.
    var condition: EntityTag.Condition? { EntityTag.Condition(ifMatch: request.headers[.ifMatch]) }

    /// The version that a write must find: nil where If-Match allows any, the one there now where it names that.
    /// Throws 412 where it does not.
    func expected(_ version: Int64) throws(ControlPlaneError) -> Int64? {
        guard case .versions(let versions) = condition else { return nil }
        guard versions.contains(version) else { throw .preconditionFailed }
        return version
    }

    /// The versions that If-Match lets through; nil if it lets all.
    var expectedVersions: Set<Int64>? {
        guard case .versions(let versions) = condition else { return nil }
        return versions
    }

    /// The path parameter of that name, which is a number; 404 where it cannot be one.
    func number(_ name: String) throws(Problem) -> Int64 {
        guard let number = Identifier.number(try text(name)) else { throw .notFound }
        return number
    }

    /// The path parameter of that name.
    func text(_ name: String) throws(Problem) -> String {
        guard let text = parameters[name] else { throw .notFound }
        return text
    }
}
