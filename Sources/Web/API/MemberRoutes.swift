import ControlPlane
import Records

/// The members of an organization.
struct MemberRoutes: OperationTable {
    static let path = "\(OrganizationResource.template)/members"

    let plane: ControlPlane

    var operations: [Operation] {
        [
            .get(query: NumberedPaging.parameters + ["q", "role"], list), .post(create), .get(at: "{id}", read),
            .patch(at: "{id}", update), .delete(at: "{id}", delete),
        ]
    }

    func list(_ call: Call) async throws -> Answer {
        let organization = try call.organization
        let paging = try NumberedPaging(call.query)
        let filter = MemberFilter(text: call.query["q"], role: try call.query.word("role"))
        let found = try await plane.members(
            of: organization, filter, offset: paging.offset, limit: paging.size, for: call.caller)
        return .page(
            paging.page(
                found.elements.map(MemberResource.init), of: found.total, MemberResource.shortName,
                at: MemberResource.collection(of: organization), call.query))
    }

    func create(_ call: Call) async throws -> Answer {
        let organization = try call.organization
        try Access.require(call.caller, .create, .members, of: organization)
        let draft = try MemberDraft(reading: try await call.body())
        return .created(MemberResource(member: try await plane.addMember(draft, to: organization, for: call.caller)))
    }

    func read(_ call: Call) async throws -> Answer {
        let member = try await plane.member(
            call.number("id"), of: call.organization, for: call.caller)
        return .shown(MemberResource(member: member))
    }

    func update(_ call: Call) async throws -> Answer {
        let (organization, user) = (try call.organization, try call.number("id"))
        try Access.require(call.caller, .update, .members, of: organization)
        let before = try await plane.member(user, of: organization, for: call.caller)
        let draft = try MemberDraft(patching: try await call.body(), of: before)
        let member = try await plane.updateMember(
            user, of: organization, draft, versions: call.expectedVersions, for: call.caller)
        return .shown(MemberResource(member: member))
    }

    func delete(_ call: Call) async throws -> Answer {
        try await plane.removeMember(
            call.number("id"), from: call.organization, versions: call.expectedVersions, for: call.caller)
        return .nothing
    }
}
