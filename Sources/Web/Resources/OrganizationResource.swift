import ControlPlane
import Records

/// An organization, as the API writes it.
struct OrganizationResource: Resource {
    static let shortName = "organization"
    static let collection = OrganizationIRI.collection
    static let template = "\(collection)/{organizationId}"

    let organization: Organization

    static func iri(of organization: Int64) -> String { "\(collection)/\(organization)" }

    var iri: String { Self.iri(of: organization.id) }
    var version: Int64 { organization.version }
    var variant: String { "" }

    var members: JSON.Object {
        [
            "id": .integer(organization.id), "name": .string(organization.name),
            "require2fa": .bool(organization.requiresSecondFactor), "suspended": .bool(organization.isSuspended),
            "quotas": organization.quotas.json, "createdAt": Timestamp.json(organization.createdAt),
            "updatedAt": Timestamp.json(organization.updatedAt),
        ]
    }
}
