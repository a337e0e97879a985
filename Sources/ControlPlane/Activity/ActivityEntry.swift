import Records

/// One thing that was done, as an organization's activity tells it.
public struct ActivityEntry: Sendable, Hashable {
    public var key: ActivityKey
    /// A noun, and what became of it: `member.added`; of an entry of a domain's log `change.applied`.
    public var action: String
    public var actor: Actor
    /// From where; nil where it was not noted.
    public var address: String?
    /// What it was done to, by the name that it had; of a change the domain's.
    public var subject: String?
    public var details: JSON.Object

    public var id: String { key.id }
    /// Microseconds since 1970.
    public var createdAt: Int64 { key.createdAt }

    static let changeAction = "change.applied"
}

/// A part of an activity, newest first.
public struct ActivityPage: Sendable {
    public var entries: [ActivityEntry]
    /// Where to go on; nil at the end. A part may be short, or empty, and still not be the end.
    public var next: ActivityKey?
}
