import DNS
import Synchronization

/// A change that was worked out in the line and waits for its group to commit.
struct PlannedChange: Sendable {
    var domain: Int64
    /// Whose the domain is now.
    var organization: Int64
    var number: Int64
    var serial: UInt32
    var actor: Actor
    var origin: Origin
    var message: String?
    /// JSON; nil where nobody asked for anything (the operator's settings, a monitor).
    var edits: [UInt8]?
    /// As Delta writes it; nil where nothing served is another.
    var delta: [UInt8]?
    var createdAt: Int64
    /// What the name server applies; nil where it has nothing to do.
    var zoneChange: ZoneChange?
    let ticket = Ticket()
}

/// Where the writer of a change finds its sequence, which is taken only when the group commits.
final class Ticket: Sendable {
    private let value = Atomic<Int64>(0)

    var sequence: Int64 {
        get { value.load(ordering: .acquiring) }
        set { value.store(newValue, ordering: .releasing) }
    }
}
