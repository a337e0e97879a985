import Records
import SQL

extension ControlPlane {
    /// How many consents a domain may have.
    private static let consentLimit: Int64 = 1_000

    /// The consents that a domain's holder, or an operator, has given.
    /// Throws `notFound`, `forbidden`.
    public func consents(
        of domain: Domain, offset: Int = 0, limit: Int = 30, for caller: Caller
    ) async throws -> Listing<Consent> {
        try Access.require(caller, .read, .domain(domain.name), of: domain.organization)
        return try await store.read { db in
            Listing(
                try ConsentRows.list(of: domain.id, offset: offset, limit: limit, db),
                of: try ConsentRows.count(of: domain.id, db))
        }
    }

    /// Throws `notFound`, `forbidden`.
    public func consent(_ id: Int64, of domain: Domain, for caller: Caller) async throws -> Consent {
        try Access.require(caller, .read, .domain(domain.name), of: domain.organization)
        return try await store.read { db in
            guard let consent = try ConsentRows.find(id, of: domain.id, db) else { throw ControlPlaneError.notFound }
            return consent
        }
    }

    /// Lets another organization have a name above or below the domain.
    /// Throws `notFound`, `forbidden`, `limitReached`, `unavailable`.
    public func giveConsent(_ draft: ConsentDraft, of domain: Domain, for caller: Caller) async throws -> Consent {
        try Self.requireConsent(caller, domain)
        return try await inLine { line in
            let row = try line.domain(domain.uuid, of: domain.organization)
            guard try ConsentRows.count(of: row.id, line.db) < Self.consentLimit else {
                throw ControlPlaneError.limitReached("The domain has \(Self.consentLimit) consents already.")
            }
            let consent = try ConsentRows.insert(draft, of: row.id, by: caller.user, at: line.now, line.db)
            try line.note(
                "consent.given", row, by: caller,
                details: ["name": .string(consent.name), "to": .integer(consent.organization)])
            return consent
        }
    }

    /// Takes a consent back. Names that were had by it stay where they are.
    /// Throws `notFound`, `forbidden`, `unavailable`.
    public func revokeConsent(_ id: Int64, of domain: Domain, for caller: Caller) async throws {
        try Self.requireConsent(caller, domain)
        try await inLine { line in
            let row = try line.domain(domain.uuid, of: domain.organization)
            guard let consent = try ConsentRows.find(id, of: row.id, line.db) else { throw ControlPlaneError.notFound }
            try ConsentRows.delete(id, of: row.id, line.db)
            try line.note(
                "consent.revoked", row, by: caller,
                details: ["name": .string(consent.name), "to": .integer(consent.organization)])
        }
    }

    /// The holder's leave, or that of whoever runs the instance.
    public static func requireConsent(_ caller: Caller, _ domain: Domain) throws(ControlPlaneError) {
        guard !caller.isActingOperator else { return }
        try Access.require(caller, .update, .domain(domain.name), of: domain.organization)
    }
}
