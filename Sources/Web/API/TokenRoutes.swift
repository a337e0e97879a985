import ControlPlane
import Records

/// The API tokens of whoever asks.
struct TokenRoutes: OperationTable {
    static let path = TokenResource.collection

    let plane: ControlPlane

    var operations: [Operation] {
        [
            .get(query: NumberedPaging.parameters, list), .post(create).open(to: .person), .get(at: "{id}", read),
            .delete(at: "{id}", revoke),
        ]
    }

    func list(_ call: Call) async throws -> Answer {
        let paging = try NumberedPaging(call.query)
        let found = try await plane.apiTokens(offset: paging.offset, limit: paging.size, for: call.caller)
        return .page(
            paging.page(
                found.elements.map { TokenResource(token: $0) }, of: found.total, TokenResource.shortName,
                at: Self.path, call.query))
    }

    func create(_ call: Call) async throws -> Answer {
        let caller = try call.caller
        let draft = try TokenDraft(reading: try await call.body(), for: caller, at: plane.settings.now())
        let issued = try await plane.createToken(draft, for: caller)
        return .created(TokenResource(token: issued.token, plain: issued.plain))
    }

    func read(_ call: Call) async throws -> Answer {
        .shown(TokenResource(token: try await plane.apiToken(call.number("id"), for: call.caller)))
    }

    func revoke(_ call: Call) async throws -> Answer {
        try await plane.revokeToken(call.number("id"), versions: call.expectedVersions, for: call.caller)
        return .nothing
    }
}
