import DNS
import Foundation
import Records
import SQL

extension Line {
    /// Change number 1 of a new domain: its settings, and the delta of its apex and its own name server's addresses.
    /// Throws `conflict` if the name is taken, by whomever.
    func createDomain(
        _ name: DomainName, of organization: Int64, nameservers: [Name]? = nil, by actor: Actor, origin: Origin
    ) throws -> (DomainRow, Ticket) {
        guard try DomainRows.find(named: name.text, db) == nil else {
            throw ControlPlaneError.conflict([Violation("name", .duplicate, "is a domain here already")], with: [])
        }
        var domain = DomainRow(
            id: 0, uuid: UUID().uuidString.lowercased(), organization: organization, name: name.text, apex: name.wire,
            status: .active, authority: Authority(nameservers: nameservers), settings: settings.fingerprint, number: 0,
            serial: try FirstSerial.forDomain(named: name.text, at: now, db), recordCount: 0, version: 1,
            createdAt: now, updatedAt: now)
        domain.id = try DomainRows.insert(domain, db)
        var added: [ResourceRecord] = []
        for owner in domain.settledOwners {
            let records = domain.served(at: owner, from: [], settings)
            try ServedRows.insert(records, at: OwnerKey(owner, in: domain.apex), in: domain.id, db)
            added += records
        }
        let edits = EditsJSON.bytes([.settings(nil, to: domain.logged)])
        let ticket = try append(
            to: &domain, edits: edits, delta: Delta(added: added), by: actor, origin: origin,
            message: nil, isCreation: true)
        return (domain, ticket)
    }
}

extension ControlPlane {
    /// Makes a domain, served at once. Throws `invalid`, `conflict`, `forbidden`, `notFound`.
    public func createDomain(
        named name: String, of organization: Int64, for caller: Caller, origin: Origin = .api
    ) async throws -> Domain {
        let name = try checkedName(name)
        try Access.require(caller, .create, .domain(name.text), of: organization)
        return try await inLine { line in
            let (domain, _) = try line.createDomain(name, of: organization, by: caller.actor, origin: origin)
            return Domain(domain, line.settings)
        }
    }
}

/// The name of a domain to be made; throws `invalid`.
func checkedName(_ text: String) throws(ControlPlaneError) -> DomainName {
    do { return try DomainName(text) } catch { throw .invalid(error.all) }
}
