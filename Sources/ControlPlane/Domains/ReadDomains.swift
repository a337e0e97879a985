import DNS
import Records
import SQL

/// What of a domain never changes while it is an organization's: enough to read a body that names records in it.
public struct DomainReference: Sendable, Hashable {
    public var uuid: String
    public var organization: Int64
    /// In A-labels, lower case, without final dot.
    public var name: String
    public var apex: Name
}

extension ControlPlane {
    /// One domain, as it is or as its settings were at a `moment`. Throws `notFound`.
    public func domain(
        _ uuid: String, of organization: Int64, at moment: Moment? = nil, for caller: Caller
    ) async throws -> Domain {
        let uuid = try domainID(uuid)
        let settings = settings
        return try await store.read { db in
            guard let row = try DomainRows.find(uuid, of: organization, db) else { throw ControlPlaneError.notFound }
            try Access.require(caller, .read, .domain(row.name), of: organization)
            return Domain(try moment.map { try row.past($0, db).domain } ?? row, settings)
        }
    }

    /// The domain whose records the caller may `verb`; throws `notFound`, `forbidden`.
    ///
    /// Answered from memory when it was asked for lately: the line looks again.
    public func domain(
        _ uuid: String, of organization: Int64, for caller: Caller, to verb: Access.Verb
    ) async throws -> DomainReference {
        let domain = try await reference(domainID(uuid), of: organization)
        try Access.require(caller, verb, .records(in: domain.name), of: organization)
        return domain
    }

    /// The domain of which the caller may edit records in one way or another; throws `notFound`, `forbidden`.
    public func editableDomain(
        _ uuid: String, of organization: Int64, for caller: Caller
    ) async throws -> DomainReference {
        let domain = try await reference(domainID(uuid), of: organization)
        let verbs: [Access.Verb] = [.create, .update, .delete]
        let records = Access.Subject.records(in: domain.name)
        if !verbs.contains(where: { Access.decide(caller, $0, records, of: organization) == .allowed }) {
            try Access.require(caller, .create, records, of: organization)
        }
        return domain
    }

    private func reference(_ uuid: String, of organization: Int64) async throws -> DomainReference {
        if let known = references.reference(uuid, of: organization) { return known }
        let found = try await store.read { db in
            guard let row = try DomainRows.find(uuid, of: organization, db) else { throw ControlPlaneError.notFound }
            return DomainReference(uuid: row.uuid, organization: row.organization, name: row.name, apex: row.apex)
        }
        references.remember(found)
        return found
    }

    /// A domain's id in the form in which it is stored; throws `notFound` for what cannot be one.
    func domainID(_ text: String) throws(ControlPlaneError) -> String {
        guard let uuid = Identifier.uuid(text) else { throw .notFound }
        return uuid
    }
}
