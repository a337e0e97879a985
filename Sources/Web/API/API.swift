import ControlPlane
import HTTPTypes
import Hummingbird

/// The gate that every operation stands behind: is the server ready, what may be answered, who asks.
struct API: Sendable {
    let plane: ControlPlane
    let readiness: Readiness

    var routes: [Route] {
        routes(of: OrganizationRoutes(plane: plane).operations, at: OrganizationRoutes.path)
            + routes(of: MemberRoutes(plane: plane).operations, at: MemberRoutes.path)
            + routes(of: InvitationRoutes(plane: plane).operations, at: InvitationRoutes.path)
            + routes(of: AcceptanceRoutes(plane: plane).operations, at: AcceptanceRoutes.path)
            + routes(of: ActivityRoutes(plane: plane).operations, at: ActivityRoutes.path)
            + routes(of: AuthRoutes(plane: plane).operations, at: AuthRoutes.path)
            + routes(of: AccountRoutes(plane: plane).operations, at: AccountRoutes.path)
            + routes(of: SessionRoutes(plane: plane).operations, at: SessionRoutes.path)
            + routes(of: UserRoutes(plane: plane).operations, at: UserRoutes.path)
            + routes(of: DomainRoutes(plane: plane).operations, at: DomainRoutes.path)
            + routes(of: TransferRoutes(plane: plane).operations, at: TransferRoutes.path)
            + routes(of: ConsentRoutes(plane: plane).operations, at: ConsentRoutes.path)
            + routes(of: RecordRoutes(plane: plane).operations, at: RecordRoutes.path)
    }

    private func routes(of operations: [Operation], at path: String) -> [Route] {
        operations.map { operation in
            Route(method: operation.method, path: operation.path.isEmpty ? path : "\(path)/\(operation.path)") {
                try await answer($0, with: operation)
            }
        }
    }

    private func answer(_ incoming: Incoming, with operation: Operation) async throws -> Response {
        // Before the zones are loaded no answer could promise that the name server has it.
        guard readiness.isReady else { throw Problem.unavailable("The server is still starting.", retryAfter: 1) }
        let lines = Lines.areAsked(for: incoming.request) ? operation.lines : nil
        let call = Call(
            identity: try await identity(of: incoming, at: operation.gate), address: incoming.address,
            request: incoming.request, form: try lines == nil ? OutputForm(acceptedBy: incoming.request) : .json,
            parameters: incoming.parameters,
            query: try Query(of: incoming.request, knowing: operation.query))
        return try await WriteLimit(plane, call, isWrite: operation.method != .get).holding {
            try await (lines ?? operation.work)(call).response(to: call)
        }
    }

    /// Nil where nobody asks who it is.
    private func identity(of incoming: Incoming, at gate: Operation.Gate) async throws -> Caller? {
        guard gate != .anyone else { return nil }
        var caller = try await plane.caller(of: incoming.request)
        caller.address = incoming.address
        guard gate == .caller || caller.token == nil else { throw ControlPlaneError.forbidden(rule: "in-person") }
        return caller
    }
}
