import ControlPlane
import Records

/// An entry of an organization's activity, as the API writes it.
struct ActivityResource: Resource {
    static let shortName = "activity"

    let organization: Int64
    let entry: ActivityEntry

    static func collection(of organization: Int64) -> String {
        "\(OrganizationResource.iri(of: organization))/activity"
    }

    var iri: String { "\(Self.collection(of: organization))/\(entry.id)" }
    // What was done stays done.
    var version: Int64 { 1 }
    var variant: String { "" }

    var members: JSON.Object {
        [
            "id": .string(entry.id), "createdAt": Timestamp.json(entry.createdAt), "action": .string(entry.action),
            "actor": entry.actor.json,
            "address": JSON(entry.address), "subject": JSON(entry.subject), "details": .object(entry.details),
        ]
    }
}
