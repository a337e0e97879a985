import Records

/// A change as the history of its domain tells it, or as it would be.
public struct SeenChange: Sendable, Hashable {
    /// In the domain's log; nil if it is not there, because it was only tried or alters nothing.
    public var number: Int64?
    /// In the store; nil as above.
    public var sequence: Int64?
    /// The domain's, after it.
    public var serial: UInt32
    public var isPlanned = false
    /// Microseconds since 1970.
    public var createdAt: Int64
    public var actor: Actor
    public var origin: Origin
    public var message: String?
    /// Those that the caller may see.
    public var edits: [Edit]
    public var warnings: [Warning] = []
}
