import ControlPlane
import Hummingbird
import Records

/// One call of an operation: who calls, what was asked, and how the answer is to be written.
struct Call: Sendable {
    let caller: Caller
    let request: Request
    let form: OutputForm
    let parameters: PathParameters
    let query: Query

    func body() async throws -> JSON { try await JSONBody.read(request) }

    /// What If-Match says; nil if it says nothing.
    var condition: EntityTag.Condition? { EntityTag.Condition(ifMatch: request.headers[.ifMatch]) }

    /// The path parameter of that name.
    func text(_ name: String) throws(Problem) -> String {
        guard let text = parameters[name] else { throw .notFound }
        return text
    }
}
