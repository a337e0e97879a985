import ControlPlane
import Records

/// A user as the API writes it.
struct UserResource: Resource {
    static let shortName = "user"

    let user: User

    var iri: String { "\(UserRoutes.path)/\(user.id)" }
    var version: Int64 { user.version }
    var variant: String { "" }

    var members: JSON.Object {
        [
            "id": .integer(user.id), "email": .string(user.email), "name": .string(user.name),
            "operator": .bool(user.isOperator), "suspended": .bool(user.isSuspended),
            "twoFactor": .bool(user.hasSecondFactor), "createdAt": Timestamp.json(user.createdAt),
            "updatedAt": Timestamp.json(user.updatedAt),
        ]
    }
}
