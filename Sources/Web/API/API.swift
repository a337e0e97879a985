import ControlPlane
import HTTPTypes
import Hummingbird

/// The gate that every operation stands behind: is the server ready, what may be answered, who asks.
struct API: Sendable {
    let plane: ControlPlane
    let readiness: Readiness

    private static let tables: [any OperationTable.Type] = [
        OrganizationRoutes.self, MemberRoutes.self, InvitationRoutes.self, AcceptanceRoutes.self, ActivityRoutes.self,
        AuthRoutes.self, AccountRoutes.self, SessionRoutes.self, UserRoutes.self, TokenRoutes.self, DomainRoutes.self,
        TransferRoutes.self, OfferRoutes.self, ConsentRoutes.self, RecordRoutes.self,
        ChangeRoutes.self, RestoreRoutes.self, ZoneFileRoutes.self,
    ]

    var routes: [Route] {
        Self.tables.flatMap { table in
            table.init(plane: plane).operations.map { route(to: $0, below: table.path) }
        }
    }

    private func route(to operation: Operation, below path: String) -> Route {
        Route(method: operation.method, path: operation.path.isEmpty ? path : "\(path)/\(operation.path)") {
            try await answer($0, with: operation)
        }
    }

    private func answer(_ incoming: Incoming, with operation: Operation) async throws -> Response {
        // Before the zones are loaded no answer could promise that the name server has it.
        guard readiness.isReady else { throw Problem.unavailable("The server is still starting.", retryAfter: 1) }
        let lines = Lines.areAsked(for: incoming.request) ? operation.lines : nil
        let call = Call(
            identity: try await identity(of: incoming, at: operation.gate), address: incoming.address,
            request: incoming.request, form: try form(of: incoming.request, operation, inLines: lines != nil),
            parameters: incoming.parameters,
            query: try Query(of: incoming.request, knowing: operation.query))
        if let organization = call.namedOrganization, let caller = call.identity {
            try await plane.requireOrganization(organization, for: caller)
        }
        return try await WriteLimit(plane, call, isWrite: operation.method != .get).holding {
            try await (lines ?? operation.work)(call).response(to: call)
        }
    }

    private func form(
        of request: Request, _ operation: Operation, inLines: Bool
    ) throws(Problem) -> OutputForm {
        if inLines { return .json }
        guard !operation.media.isEmpty else { return try OutputForm(acceptedBy: request) }
        guard operation.media.contains(where: { $0.isAccepted(by: request) }) else {
            throw .notAcceptable(operation.media)
        }
        return .json
    }

    /// Nil where nobody asks who it is.
    private func identity(of incoming: Incoming, at gate: Operation.Gate) async throws -> Caller? {
        guard gate != .anyone else { return nil }
        var caller = try await plane.caller(of: incoming.request)
        caller.address = incoming.address
        try Access.requireNetwork(of: caller)
        guard gate == .caller || caller.token == nil else { throw ControlPlaneError.forbidden(rule: "in-person") }
        return caller
    }
}
