import ControlPlane
import Records

/// A change of a domain, as the API writes it.
struct ChangeResource: Resource {
    static let shortName = "change"

    private let place: DomainPlace
    private let change: SeenChange

    init(_ change: SeenChange, at place: DomainPlace) {
        self.change = change
        self.place = place
    }

    // One that is in no log has no place.
    var iri: String { change.number.map { "\(place.changes)/\($0)" } ?? "" }
    // What was done stays done.
    var version: Int64 { 1 }
    var variant: String { "" }

    var members: JSON.Object {
        [
            "number": JSON(change.number), "sequence": JSON(change.sequence), "serial": .integer(Int64(change.serial)),
            "state": change.isPlanned ? "planned" : "applied", "createdAt": Timestamp.json(change.createdAt),
            "actor": change.actor.json, "origin": .string(change.origin.rawValue), "message": JSON(change.message),
            "edits": .array(change.edits.map(json)), "receipts": [],
            "warnings": .array(change.warnings.map(\.json)),
        ]
    }

    private func json(_ edit: Edit) -> JSON {
        [
            "action": .string(edit.action.rawValue), "before": json(edit.before),
            "after": json(edit.after, isMade: edit.before == nil),
        ]
    }

    private func json(_ side: Edit.Subject?, isMade: Bool = false) -> JSON {
        switch side {
        case nil: return .null
        case .settings(let settings)?: return .object(settings)
        case .record(let record)?:
            var members = record.members(ofDomain: place.domain)
            // It gets its id when it is really made.
            if isMade, change.isPlanned { (members["recordId"], members["id"]) = (.null, .null) }
            return .object(members)
        }
    }
}

extension Actor {
    /// As every resource that tells of one writes it.
    var json: JSON { ["type": .string(kind.rawValue), "id": JSON(id), "name": JSON(name)] }
}
