import ControlPlane
import Records

/// The invitations to an organization.
struct InvitationRoutes: OperationTable {
    static let path = "\(OrganizationResource.template)/invitations"

    let plane: ControlPlane

    var operations: [Operation] {
        [
            .get(query: NumberedPaging.parameters, list), .post(create), .get(at: "{id}", read),
            .delete(at: "{id}", delete),
        ]
    }

    func list(_ call: Call) async throws -> Answer {
        let organization = try call.organization
        let paging = try NumberedPaging(call.query)
        let found = try await plane.invitations(
            of: organization, offset: paging.offset, limit: paging.size, for: call.caller)
        return .page(
            paging.page(
                found.elements.map { InvitationResource(invitation: $0) }, of: found.total,
                InvitationResource.shortName, at: InvitationResource.collection(of: organization), call.query))
    }

    func create(_ call: Call) async throws -> Answer {
        let organization = try call.organization
        try Access.require(call.caller, .create, .members, of: organization)
        let draft = try MemberDraft(reading: try await call.body())
        let issued = try await plane.createInvitation(draft, to: organization, for: call.caller)
        return .created(InvitationResource(invitation: issued.invitation, token: issued.token))
    }

    func read(_ call: Call) async throws -> Answer {
        let invitation = try await plane.invitation(
            call.number("id"), of: call.organization, for: call.caller)
        return .shown(InvitationResource(invitation: invitation))
    }

    func delete(_ call: Call) async throws -> Answer {
        try await plane.deleteInvitation(
            call.number("id"), of: call.organization, versions: call.expectedVersions, for: call.caller)
        return .nothing
    }
}

/// What an invited person does with the token that came with the invitation.
struct AcceptanceRoutes: OperationTable {
    static let path = "/api/invitations/{token}/accept"

    let plane: ControlPlane

    var operations: [Operation] { [.post(accept).open(to: .person)] }

    func accept(_ call: Call) async throws -> Answer {
        .created(MemberResource(member: try await plane.acceptInvitation(call.text("token"), for: call.caller)))
    }
}
