import ControlPlane
import Records

/// The way of a domain from one organization to another: an offer of the one, which the other takes.
struct TransferRoutes: OperationTable {
    static let path = "\(DomainPlace.template)/transfer"

    let plane: ControlPlane

    var operations: [Operation] {
        [.get(read), .post(offer), .delete(withdraw), .post(at: "accept", accept)]
    }

    func read(_ call: Call) async throws -> Answer {
        let place = try call.domain
        let transfer = try await plane.transfer(of: place.domain, at: place.organization, for: call.caller)
        return .shown(TransferResource(place: place, transfer: transfer))
    }

    func offer(_ call: Call) async throws -> Answer {
        let place = try call.domain
        let domain = try await plane.domain(place.domain, of: place.organization, for: call.caller)
        try Access.require(call.caller, .delete, .domain(domain.name), of: place.organization)
        let target = try Transfer.target(try await call.body())
        let transfer = try await plane.offerDomain(
            place.domain, of: place.organization, to: target, for: call.caller)
        return .created(TransferResource(place: place, transfer: transfer))
    }

    func withdraw(_ call: Call) async throws -> Answer {
        let place = try call.domain
        try await plane.withdrawDomain(place.domain, of: place.organization, for: call.caller)
        return .nothing
    }

    func accept(_ call: Call) async throws -> Answer {
        let place = try call.domain
        return .shown(
            DomainResource(
                domain: try await plane.acceptDomain(place.domain, at: place.organization, for: call.caller)))
    }
}

/// What others offer to an organization.
struct OfferRoutes: OperationTable {
    static let path = "\(OrganizationResource.template)/transfers"

    let plane: ControlPlane

    var operations: [Operation] { [.get(query: NumberedPaging.parameters, list)] }

    func list(_ call: Call) async throws -> Answer {
        let organization = try call.organization
        let paging = try NumberedPaging(call.query)
        let found = try await plane.transfers(
            to: organization, offset: paging.offset, limit: paging.size, for: call.caller)
        return .page(
            paging.page(
                found.elements.map { TransferResource(incoming: $0) }, of: found.total,
                TransferResource.shortName, at: TransferResource.collection(of: organization), call.query))
    }
}
