import ControlPlane
import Records

/// A member of an organization, as the API writes it.
struct MemberResource: Resource {
    static let shortName = "member"

    let member: Member

    static func collection(of organization: Int64) -> String {
        "\(OrganizationResource.iri(of: organization))/members"
    }

    var iri: String { "\(Self.collection(of: member.organization))/\(member.user)" }
    var version: Int64 { member.version }
    // What a member does to itself is no edit of its membership.
    var variant: String { "\(member.hasSecondFactor ? 1 : 0)" }

    var members: JSON.Object {
        [
            "id": .integer(member.user), "email": .string(member.email), "name": .string(member.name),
            "role": .string(member.role.rawValue),
            "permissions": member.permissions.map { .array($0.map(\.json)) } ?? .null,
            "hasSecondFactor": .bool(member.hasSecondFactor), "createdAt": Timestamp.json(member.createdAt),
            "updatedAt": Timestamp.json(member.updatedAt),
        ]
    }
}
