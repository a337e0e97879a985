import ControlPlane
import Records

/// A consent of a domain's holder.
struct ConsentResource: Resource {
    static let shortName = "consent"

    let place: DomainPlace
    let consent: Consent

    static func collection(of place: DomainPlace) -> String { "\(place.iri)/consents" }

    var iri: String { "\(Self.collection(of: place))/\(consent.id)" }
    // It is given or not: nothing of it changes.
    var version: Int64 { 1 }
    var variant: String { "" }

    var members: JSON.Object {
        [
            "id": .integer(consent.id), "name": .string(consent.name),
            "organization": .string(OrganizationResource.iri(of: consent.organization)),
            "createdAt": Timestamp.json(consent.createdAt),
        ]
    }
}
