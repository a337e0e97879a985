import ControlPlane
import Records

/// A domain as the API writes it.
struct DomainResource: Resource {
    static let shortName = "domain"

    let domain: Domain

    var iri: String { DomainPlace(organization: domain.organization, domain: domain.uuid).iri }
    var version: Int64 { domain.version }
    // Edits of its records, and looks at its parent.
    var variant: String { "\(domain.number).\(domain.delegation.checkedAt ?? 0)" }

    var members: JSON.Object {
        var members: JSON.Object = [
            "id": .string(domain.uuid), "organizationId": .integer(domain.organization), "name": .string(domain.name),
            "unicodeName": .string(DomainName.unicode(of: domain.name)), "status": .string(domain.status.rawValue),
            "provider": .null, "nameservers": .array(domain.nameservers.map { .string($0) }),
            "delegation": .object(domain.delegation.members), "recordCount": .integer(domain.recordCount),
            "serial": .integer(Int64(domain.serial)), "createdAt": Timestamp.json(domain.createdAt),
            "updatedAt": Timestamp.json(domain.updatedAt),
        ]
        if !domain.soa.members.isEmpty { members.append("soa", .object(domain.soa)) }
        if domain.status == .pending, let claim = domain.claim {
            members.append("claim", .object(claim.members(of: domain.name)))
        }
        if let offer = domain.offer { members.append("transfer", .object(offer.members)) }
        if !domain.warnings.isEmpty { members.append("warnings", .array(domain.warnings.map(\.json))) }
        return members
    }
}

extension Delegation {
    var members: JSON.Object {
        [
            "state": .string(state.rawValue), "nameservers": .array(nameservers.map { .string($0) }),
            "checkedAt": Timestamp.json(checkedAt),
        ]
    }
}

extension Claim {
    /// The record that proves it.
    func members(of domain: String) -> JSON.Object {
        [
            "name": .string("\(Self.label).\(domain)"), "type": "TXT", "value": .string(text),
            "expiresAt": Timestamp.json(expiresAt),
        ]
    }
}

extension Offer {
    var members: JSON.Object {
        [
            "organization": .string(OrganizationResource.iri(of: organization)), "offeredAt": Timestamp.json(offeredAt),
        ]
    }
}
