import ControlPlane
import Records

/// An offer of a domain, at the place where it was asked for.
struct TransferResource: Resource {
    static let shortName = "transfer"

    let place: DomainPlace
    let transfer: Transfer

    var iri: String { "\(place.iri)/transfer" }
    var version: Int64 { transfer.version }
    var variant: String { "" }

    var members: JSON.Object {
        [
            "domainId": .string(transfer.domain), "name": .string(transfer.name),
            "from": .string(OrganizationResource.iri(of: transfer.source)),
            "to": .string(OrganizationResource.iri(of: transfer.target)),
            "offeredAt": Timestamp.json(transfer.offeredAt),
        ]
    }
}

extension TransferResource {
    /// As the organization sees it that may take the domain.
    init(incoming transfer: Transfer) {
        self.init(place: DomainPlace(organization: transfer.target, domain: transfer.domain), transfer: transfer)
    }

    /// Where those are that an organization may take.
    static func collection(of organization: Int64) -> String {
        "\(OrganizationResource.iri(of: organization))/transfers"
    }
}
