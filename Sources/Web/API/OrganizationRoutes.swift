import ControlPlane
import Records

/// Organizations.
struct OrganizationRoutes: OperationTable {
    static let path = OrganizationResource.collection

    let plane: ControlPlane

    var operations: [Operation] {
        [
            .get(query: NumberedPaging.parameters + ["q", "name"] + Query.orders(OrganizationFilter.Order.self), list),
            .post(create), .get(at: "{id}", read), .patch(at: "{id}", update), .delete(at: "{id}", delete),
        ]
    }

    func list(_ call: Call) async throws -> Answer {
        let paging = try NumberedPaging(call.query)
        let order = try call.query.order(OrganizationFilter.Order.self)
        let filter = OrganizationFilter(
            text: call.query["q"], name: call.query["name"], order: order?.field ?? .id,
            isDescending: order?.isDescending ?? false)
        let found = try await plane.organizations(filter, offset: paging.offset, limit: paging.size, for: call.caller)
        return .page(
            paging.page(
                found.elements.map(OrganizationResource.init), of: found.total, OrganizationResource.shortName,
                at: Self.path, call.query))
    }

    func create(_ call: Call) async throws -> Answer {
        try Access.requireOrganizationCreation(call.caller, isOpen: plane.settings.policy.opensOrganizations)
        let draft = try OrganizationDraft(reading: try await call.body())
        return .created(OrganizationResource(organization: try await plane.createOrganization(draft, for: call.caller)))
    }

    func read(_ call: Call) async throws -> Answer {
        .shown(OrganizationResource(organization: try await plane.organization(call.number("id"), for: call.caller)))
    }

    func update(_ call: Call) async throws -> Answer {
        let id = try call.number("id")
        try Access.require(call.caller, .read, .organization, of: id)
        let draft = try OrganizationDraft(reading: try await call.body(), isPatch: true)
        let organization = try await plane.updateOrganization(
            id, draft, versions: call.expectedVersions, for: call.caller)
        return .shown(OrganizationResource(organization: organization))
    }

    func delete(_ call: Call) async throws -> Answer {
        try await plane.deleteOrganization(call.number("id"), versions: call.expectedVersions, for: call.caller)
        return .nothing
    }
}
