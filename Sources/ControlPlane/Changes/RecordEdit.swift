import Records

/// One of the edits of a change, as it is asked for.
public enum RecordEdit: Sendable, Hashable {
    case create(DNSRecord.Draft)
    /// Makes a record again that was deleted, under the id that it had.
    case restore(DNSRecord)
    /// Puts `draft` in the place of what the record's owner had set. `version` is the one expected, if any.
    case update(Int64, DNSRecord.Draft, version: Int64? = nil)
    /// Alters what the patch says, against the record as it is found.
    case patch(Int64, RecordPatch, version: Int64? = nil)
    case delete(Int64, version: Int64? = nil)
}

/// One of the edits of a change, as it was carried out.
public struct AppliedEdit: Sendable, Hashable {
    public enum Action: String, Sendable, Hashable {
        case create, update, delete
    }

    public var action: Action
    public var before: DNSRecord?
    public var after: DNSRecord?
    public var warnings: [Warning] = []

    /// As the log keeps it; nil where nothing was altered.
    var edit: Edit? {
        switch (before, after) {
        case (nil, let after?): .create(after)
        case (let before?, nil): .delete(before)
        case (let before?, let after?) where before != after: .update(before, to: after)
        default: nil
        }
    }
}

/// What became of a set of edits.
public struct AppliedChange: Sendable, Hashable {
    /// In the order asked for; those that altered nothing are here too, but not in the log.
    public var edits: [AppliedEdit]
    /// In the domain's log; nil if nothing was altered.
    public var number: Int64?
    /// In the store; nil if nothing was altered.
    public var sequence: Int64?
    /// The domain's, after it.
    public var serial: UInt32
}
