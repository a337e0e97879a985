import ControlPlane
import Records

/// The sessions of the caller.
struct SessionRoutes: OperationTable {
    static let path = "/api/auth/sessions"

    let plane: ControlPlane

    var operations: [Operation] {
        [
            .get(query: NumberedPaging.parameters, list).open(to: .person), .get(at: "{id}", read).open(to: .person),
            .delete(at: "{id}", end).open(to: .person),
        ]
    }

    func list(_ call: Call) async throws -> Answer {
        let (caller, paging) = (try call.caller, try NumberedPaging(call.query))
        let found = try await plane.sessions(of: caller, offset: paging.offset, limit: paging.size)
        let resources = found.elements.map { SessionResource(session: $0, isCurrent: $0.id == caller.session) }
        return .page(paging.page(resources, of: found.total, SessionResource.shortName, at: Self.path, call.query))
    }

    func read(_ call: Call) async throws -> Answer {
        let caller = try call.caller
        let session = try await plane.session(call.text("id"), of: caller)
        return .shown(SessionResource(session: session, isCurrent: session.id == caller.session))
    }

    func end(_ call: Call) async throws -> Answer {
        try await plane.endSession(call.text("id"), of: call.caller)
        return .nothing
    }
}
