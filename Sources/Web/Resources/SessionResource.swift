import ControlPlane
import Records

/// A session as the API writes it.
struct SessionResource: Resource {
    static let shortName = "session"

    let session: Session
    /// It is the one that asks.
    let isCurrent: Bool

    var iri: String { "\(SessionRoutes.path)/\(session.id)" }
    // It changes with each renewal, and with nothing else.
    var version: Int64 { session.usedAt }
    var variant: String { isCurrent ? "c" : "" }

    var members: JSON.Object {
        [
            "id": .string(session.id), "current": .bool(isCurrent), "createdAt": Timestamp.json(session.createdAt),
            "usedAt": Timestamp.json(session.usedAt), "expiresAt": Timestamp.json(session.expiresAt),
            "address": JSON(session.address), "userAgent": JSON(session.userAgent),
        ]
    }
}
