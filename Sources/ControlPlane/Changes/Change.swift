import DNS

/// An entry of a domain's log, as it was committed.
public struct Change: Sendable, Hashable {
    /// Store-wide, in the order in which changes became visible: the cursor of followers.
    public var sequence: Int64
    /// The store's key of the domain.
    public var domain: Int64
    /// 1, 2, 3 … in the domain.
    public var number: Int64
    /// The SOA serial after it.
    public var serial: UInt32
    public var actor: Actor
    public var origin: Origin
    public var message: String?
    /// What was asked, in JSON: an array of `{action, before, after}`; nil if nothing was.
    public var edits: [UInt8]?
    /// The resource records removed and added, as Delta writes them; nil if there are none.
    public var delta: [UInt8]?
    /// Microseconds since 1970.
    public var createdAt: Int64
}

/// Where a follower stands. One whose epoch is not the store's starts over: the store was restored since.
public struct Cursor: Sendable, Hashable {
    public var epoch: String
    public var sequence: Int64

    public init(epoch: String, sequence: Int64) {
        self.epoch = epoch
        self.sequence = sequence
    }
}
