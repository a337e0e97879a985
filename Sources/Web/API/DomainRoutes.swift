import ControlPlane
import Records

/// The domains of an organization.
struct DomainRoutes: OperationTable {
    static let path = DomainPlace.collection

    let plane: ControlPlane

    var operations: [Operation] {
        [
            .get(query: NumberedPaging.parameters + DomainFilter.parameters, list), .post(create),
            .get(at: "{domainId}", query: ["at"], read), .patch(at: "{domainId}", update),
            .delete(at: "{domainId}", delete),
            .post(at: "{domainId}/undelete", undelete), .get(at: "{domainId}/delegation", delegation),
            .post(at: "{domainId}/delegation", checkDelegation),
        ]
    }

    func list(_ call: Call) async throws -> Answer {
        let organization = try call.organization
        let paging = try NumberedPaging(call.query)
        let found = try await plane.domains(
            of: organization, DomainFilter(call.query), offset: paging.offset, limit: paging.size,
            for: call.caller)
        return .page(
            paging.page(
                found.elements.map { DomainResource(domain: $0) }, of: found.total, DomainResource.shortName,
                at: DomainPlace.domains(of: organization), call.query))
    }

    func create(_ call: Call) async throws -> Answer {
        let organization = try call.organization
        // Before the body is looked at: another organization's is not found, whatever is sent to it.
        try Access.require(call.caller, .create, .domains, of: organization)
        let draft = try DomainDraft(try await call.body())
        return .created(
            DomainResource(domain: try await plane.createDomain(draft, of: organization, for: call.caller)))
    }

    func read(_ call: Call) async throws -> Answer {
        let place = try call.domain
        let moment = try call.query.moment("at")
        return .shown(
            DomainResource(
                domain: try await plane.domain(
                    place.domain, of: place.organization, at: moment, for: call.caller)))
    }

    func update(_ call: Call) async throws -> Answer {
        let domain = try await domain(of: call)
        let version = try call.expected(domain.version)
        let patch = try DomainPatch(try await call.body(), of: domain, by: call.caller)
        return .shown(
            DomainResource(
                domain: try await plane.updateDomain(domain, patch, version: version, for: call.caller)))
    }

    func delete(_ call: Call) async throws -> Answer {
        let place = try call.domain
        // Without If-Match the line alone looks.
        let version = call.condition == nil ? nil : try call.expected(try await domain(of: call).version)
        try await plane.deleteDomain(place.domain, of: place.organization, version: version, for: call.caller)
        return .nothing
    }

    func undelete(_ call: Call) async throws -> Answer {
        let place = try call.domain
        return .shown(
            DomainResource(
                domain: try await plane.undeleteDomain(place.domain, of: place.organization, for: call.caller)))
    }

    func delegation(_ call: Call) async throws -> Answer {
        .shown(DelegationResource(domain: try await domain(of: call)))
    }

    func checkDelegation(_ call: Call) async throws -> Answer {
        let place = try call.domain
        return .shown(
            DelegationResource(
                domain: try await plane.checkDelegation(of: place.domain, of: place.organization, for: call.caller)))
    }

    private func domain(of call: Call) async throws -> Domain {
        let place = try call.domain
        return try await plane.domain(place.domain, of: place.organization, for: call.caller)
    }
}

extension DomainFilter {
    fileprivate static let parameters = ["name", "status", "q"] + Query.orders(Order.self)

    fileprivate init(_ query: Query) throws(Problem) {
        self.init(name: query["name"], text: query["q"])
        status = try query.word("status")
        if let order = try query.order(Order.self) { (self.order, isDescending) = order }
    }
}
