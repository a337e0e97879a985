import ControlPlane
import Records

/// What was seen of a domain from outside, and what a pending one is to be proved by.
struct DelegationResource: Resource {
    static let shortName = "delegation"

    let domain: Domain

    var iri: String { "\(DomainPlace(organization: domain.organization, domain: domain.uuid).iri)/delegation" }
    var version: Int64 { domain.version }
    var variant: String { "\(domain.delegation.checkedAt ?? 0)" }

    var members: JSON.Object {
        var members = domain.delegation.members
        members.append("status", .string(domain.status.rawValue))
        if domain.status == .pending, let claim = domain.claim {
            members.append("claim", .object(claim.members(of: domain.name)))
        }
        return members
    }
}
