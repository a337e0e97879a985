import ControlPlane
import Records

/// The records of a domain.
struct RecordRoutes: OperationTable {
    static let path = "\(DomainPlace.template)/dns-records"

    let plane: ControlPlane

    var operations: [Operation] {
        [
            .get(query: RecordPaging.parameters, list), .post(create), .get(at: "{id}", query: ["at"], read),
            .patch(at: "{id}", update), .delete(at: "{id}", delete),
        ]
    }

    func list(_ call: Call) async throws -> Answer {
        let place = try call.domain
        let paging = try RecordPaging(call.query)
        let domain = try await plane.domain(place.domain, of: place.organization, for: call.caller, to: .read)
        let filter = try RecordFilter(call.query, in: domain.apex)
        let records = try await plane.records(
            in: place.domain, of: place.organization, filter, at: try call.query.moment("at"), after: paging.cursor,
            limit: paging.size, for: call.caller)
        return .page(paging.page(records, at: place, call.query))
    }

    func create(_ call: Call) async throws -> Answer {
        let place = try call.domain
        let domain = try await plane.domain(
            place.domain, of: place.organization, for: call.caller, to: .create)
        let draft = try DNSRecord.Draft.read(try await call.body(), in: domain.apex).get()
        let change = try await plane.createRecord(draft, in: domain, for: call.caller)
        return .created(try RecordResource(of: change, at: place))
    }

    func read(_ call: Call) async throws -> Answer {
        let place = try call.domain
        let record = try await plane.record(
            call.text("id"), in: place.domain, of: place.organization, at: try call.query.moment("at"),
            for: call.caller)
        return .shown(RecordResource(record, at: place))
    }

    func update(_ call: Call) async throws -> Answer {
        let place = try call.domain
        let domain = try await plane.domain(
            place.domain, of: place.organization, for: call.caller, to: .update)
        let version = try await expectedVersion(call, at: place)
        let patch = try RecordPatch(reading: try await call.body())
        let change = try await plane.updateRecord(
            call.text("id"), patch, version: version, in: domain, for: call.caller)
        return .shown(try RecordResource(of: change, at: place))
    }

    func delete(_ call: Call) async throws -> Answer {
        let place = try call.domain
        let domain = try await plane.domain(
            place.domain, of: place.organization, for: call.caller, to: .delete)
        let version = try await expectedVersion(call, at: place)
        _ = try await plane.deleteRecord(call.text("id"), version: version, in: domain, for: call.caller)
        return .nothing
    }

    /// The version that If-Match allows; nil if it allows any. Of several the one that is there now: the line looks
    /// again.
    private func expectedVersion(_ call: Call, at place: DomainPlace) async throws -> Int64? {
        guard case .versions(let versions) = call.condition else { return nil }
        let record = try await plane.record(
            call.text("id"), in: place.domain, of: place.organization, for: call.caller
        ).record
        guard versions.contains(record.version) else { throw ControlPlaneError.preconditionFailed }
        return record.version
    }
}
