import ControlPlane
import Records

/// An invitation, as the API writes it.
struct InvitationResource: Resource {
    static let shortName = "invitation"

    let invitation: Invitation
    /// Only as it is made.
    var token: String?

    static func collection(of organization: Int64) -> String {
        "\(OrganizationResource.iri(of: organization))/invitations"
    }

    var iri: String { "\(Self.collection(of: invitation.organization))/\(invitation.id)" }
    var version: Int64 { Invitation.version }
    var variant: String { "" }

    var members: JSON.Object {
        var members: JSON.Object = [
            "id": .integer(invitation.id), "email": .string(invitation.email),
            "role": .string(invitation.role.rawValue),
            "permissions": invitation.permissions.map { .array($0.map(\.json)) } ?? .null,
        ]
        if let token { members.append("token", .string(token)) }
        members.append("invitedBy", JSON(invitation.invitedBy))
        members.append("createdAt", Timestamp.json(invitation.createdAt))
        members.append("expiresAt", Timestamp.json(invitation.expiresAt))
        return members
    }
}
