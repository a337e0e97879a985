import ControlPlane
import Records

/// An API token, as the API writes it.
struct TokenResource: Resource {
    static let shortName = "api-token"
    static let collection = "/api/api-tokens"

    let token: StoredToken
    /// Only as it is made.
    var plain: String?

    static func iri(of id: Int64) -> String { "\(collection)/\(id)" }

    var iri: String { Self.iri(of: token.id) }
    var version: Int64 { StoredToken.version }
    // Using it and the passing of time change the writing without an edit.
    var variant: String { "\(token.isActive ? "a" : "i")\(token.lastUsedAt ?? 0)" }

    var members: JSON.Object {
        var members: JSON.Object = ["id": .integer(token.id), "name": .string(token.name)]
        if let plain { members.append("plainToken", .string(plain)) }
        members.append("lastUsedAt", Timestamp.json(token.lastUsedAt))
        members.append("expiresAt", Timestamp.json(token.expiresAt))
        members.append("active", .bool(token.isActive))
        members.append("createdAt", Timestamp.json(token.createdAt))
        let organizations = (token.organizations ?? []).map { JSON.string(OrganizationResource.iri(of: $0)) }
        members.append("organizations", .array(organizations))
        members.append("permissions", token.permissions.map { .array($0.map(\.json)) } ?? .null)
        return members
    }
}
