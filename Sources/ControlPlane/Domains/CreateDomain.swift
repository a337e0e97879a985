import DNS
import Foundation
import Records
import SQL

extension Line {
    /// Change number 1 of a new domain: its settings, and the delta of its apex and its own name server's addresses.
    /// Throws `conflict` if the name is taken, by whomever, which `caller` is told of; and `limitReached` by the
    /// organization's quota.
    func createDomain(
        _ draft: DomainDraft, of organization: Int64, isPending: Bool = false, by actor: Actor,
        for caller: Caller? = nil, origin: Origin
    ) throws -> (DomainRow, Ticket) {
        let name = draft.name
        let claim = try DomainRows.claims(of: name.text, db).first { $0.organization == organization }
        if let rival = try DomainRows.find(named: name.text, db) ?? claim {
            throw ControlPlaneError.nameIsTaken(by: rival, for: caller)
        }
        try Quota.requireDomain(in: organization, db)
        var domain = DomainRow(
            id: 0, uuid: UUID().uuidString.lowercased(), organization: organization, name: name.text, apex: name.wire,
            status: isPending ? .pending : .active, authority: draft.authority, settings: settings.fingerprint,
            number: 0, serial: try FirstSerial.forDomain(named: name.text, at: now, db), recordCount: 0, version: 1,
            claim: isPending ? Claim(at: now) : nil, createdAt: now, updatedAt: now)
        domain.id = try DomainRows.insert(domain, db)
        var added: [ResourceRecord] = []
        for owner in domain.settledOwners {
            let records = domain.served(at: owner, from: [], settings)
            try ServedRows.insert(records, at: OwnerKey(owner, in: domain.apex), in: domain.id, db)
            added += records
        }
        let edits = EditsJSON.bytes([.settings(nil, to: domain.logged)])
        let ticket = try append(
            to: &domain, edits: edits, delta: Delta(added: added), by: actor, origin: origin, message: nil,
            zone: .begins)
        return (domain, ticket)
    }
}

extension ControlPlane {
    /// Makes a domain, served at once; on a public instance it is pending until its claim is proved.
    /// Throws `invalid`, `conflict`, `limitReached`, `forbidden`, `notFound`.
    public func createDomain(
        _ draft: DomainDraft, of organization: Int64, for caller: Caller, origin: Origin = .api
    ) async throws -> Domain {
        try Access.require(caller, .create, .domain(draft.name.text), of: organization)
        return try await inLine { line in
            let warnings = try line.warningsHavingChecked(draft.name, for: organization)
            let (domain, _) = try line.createDomain(
                draft, of: organization, isPending: line.settings.policy.isPublic, by: caller.actor, for: caller,
                origin: origin)
            try line.note("domain.created", domain, by: caller)
            return Domain(domain, line.settings, warnings: try warnings + line.warnings(about: domain))
        }
    }

    /// The same with nothing but its name set. Throws `invalid` too.
    public func createDomain(
        named name: String, of organization: Int64, for caller: Caller, origin: Origin = .api
    ) async throws -> Domain {
        let name: DomainName = try {
            do throws(Violations) { return try DomainName(name) } catch { throw ControlPlaneError.invalid(error.all) }
        }()
        return try await createDomain(DomainDraft(name: name), of: organization, for: caller, origin: origin)
    }
}

extension ControlPlaneError {
    /// `rival` is shown to a caller who may read it.
    static func nameIsTaken(by rival: DomainRow, for caller: Caller? = nil) -> ControlPlaneError {
        let decision = caller.map { Access.decide($0, .read, .domain(rival.name), of: rival.organization) }
        return conflict(
            [Violation("name", .duplicate, "name: is a domain here already")],
            with: decision == .allowed ? [.domain(rival.uuid, of: rival.organization)] : [])
    }
}

extension Line {
    /// Notes what was done to a domain as a whole, among the doings of its organization.
    func note(_ action: String, _ domain: DomainRow, by caller: Caller, details: JSON.Object = [:]) throws {
        let activity = Activity(
            action, in: domain.organization, by: caller, subject: domain.name, details: details)
        try ActivityRows.note(activity, at: now, db)
    }
}
