import DNS
import Records
import SQL

extension ControlPlane {
    /// How many edits a change may have. More are staged.
    public static let editLimit = 1_000

    /// Makes a record. Returned once it is durable and served. Throws `conflict`, `notFound`, `forbidden`, `unavailable`.
    public func createRecord(
        _ draft: DNSRecord.Draft, in domain: DomainReference, for caller: Caller, origin: Origin = .api,
        message: String? = nil
    ) async throws -> AppliedChange {
        try permit(caller, domain).create(draft)
        return try await apply([.create(draft)], to: domain, .single, caller, origin, message)
    }

    /// Alters a record, if it has the expected `version`.
    /// Throws `invalid`, `conflict`, `notFound`, `preconditionFailed`, `forbidden`, `unavailable`.
    public func updateRecord(
        _ id: String, _ patch: RecordPatch, version: Int64? = nil, in domain: DomainReference, for caller: Caller,
        origin: Origin = .api, message: String? = nil
    ) async throws -> AppliedChange {
        try Access.require(caller, .update, .records(in: domain.name), of: domain.organization)
        let id = try RecordID(id, in: domain.uuid)
        return try await apply(
            [.patch(id.number, patch, version: version)], to: domain, .single, caller, origin, message)
    }

    /// Removes a record, if it has the expected `version`.
    /// Throws `notFound`, `preconditionFailed`, `forbidden`, `unavailable`.
    public func deleteRecord(
        _ id: String, version: Int64? = nil, in domain: DomainReference, for caller: Caller, origin: Origin = .api,
        message: String? = nil
    ) async throws -> AppliedChange {
        try Access.require(caller, .delete, .records(in: domain.name), of: domain.organization)
        let id = try RecordID(id, in: domain.uuid)
        return try await apply([.delete(id.number, version: version)], to: domain, .single, caller, origin, message)
    }

    /// Carries out 1 to 1,000 edits, all of them or none. Violations name their edit: `edits[3].record.ttl`.
    /// Throws `invalid`, `conflict`, `notFound`, `preconditionFailed`, `forbidden`, `unavailable`.
    public func apply(
        _ edits: [RecordEdit], to domain: DomainReference, for caller: Caller, origin: Origin = .api,
        message: String? = nil
    ) async throws -> AppliedChange {
        for verb in Set(edits.map(\.verb)) {
            try Access.require(caller, verb, .records(in: domain.name), of: domain.organization)
        }
        guard (1...Self.editLimit).contains(edits.count) else {
            let violation = Violation("edits", .range, "edits: not 1 to \(Self.editLimit) of them")
            throw ControlPlaneError.invalid([violation])
        }
        return try await apply(edits, to: domain, .set, caller, origin, message)
    }

    private func apply(
        _ edits: [RecordEdit], to domain: DomainReference, _ paths: EditPaths, _ caller: Caller, _ origin: Origin,
        _ message: String?
    ) async throws -> AppliedChange {
        let permit = permit(caller, domain)
        return try await inLine { line in
            try line.apply(edits, to: domain.uuid, paths: paths, by: permit, origin: origin, message: message)
        }.applied
    }

    func permit(_ caller: Caller, _ domain: DomainReference) -> Permit {
        Permit(caller: caller, organization: domain.organization, domain: domain.name)
    }
}

extension RecordEdit {
    var verb: Access.Verb {
        switch self {
        case .create, .restore: .create
        case .update, .patch: .update
        case .delete: .delete
        }
    }
}
