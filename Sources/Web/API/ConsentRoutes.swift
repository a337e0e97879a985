import ControlPlane
import Records

/// The leave that a domain's holder gives others for names above and below it.
struct ConsentRoutes: OperationTable {
    static let path = "\(DomainPlace.template)/consents"

    let plane: ControlPlane

    var operations: [Operation] {
        [
            .get(query: NumberedPaging.parameters, list), .post(create), .get(at: "{id}", read),
            .delete(at: "{id}", delete),
        ]
    }

    func list(_ call: Call) async throws -> Answer {
        let (place, domain) = try await domain(of: call)
        let paging = try NumberedPaging(call.query)
        let found = try await plane.consents(
            of: domain, offset: paging.offset, limit: paging.size, for: call.caller)
        return .page(
            paging.page(
                found.elements.map { ConsentResource(place: place, consent: $0) }, of: found.total,
                ConsentResource.shortName, at: ConsentResource.collection(of: place), call.query))
    }

    func create(_ call: Call) async throws -> Answer {
        let (place, domain) = try await domain(of: call)
        try ControlPlane.requireConsent(call.caller, domain)
        let draft = try ConsentDraft(try await call.body(), about: domain)
        return .created(
            ConsentResource(
                place: place, consent: try await plane.giveConsent(draft, of: domain, for: call.caller)))
    }

    func read(_ call: Call) async throws -> Answer {
        let (place, domain) = try await domain(of: call)
        return .shown(
            ConsentResource(
                place: place, consent: try await plane.consent(call.number("id"), of: domain, for: call.caller)))
    }

    func delete(_ call: Call) async throws -> Answer {
        let (_, domain) = try await domain(of: call)
        try await plane.revokeConsent(call.number("id"), of: domain, for: call.caller)
        return .nothing
    }

    private func domain(of call: Call) async throws -> (DomainPlace, Domain) {
        let place = try call.domain
        return (place, try await plane.domain(place.domain, of: place.organization, for: call.caller))
    }
}
