import DNS

/// A record as it is stored: what its owner set, and what is ours.
@dynamicMemberLookup
public struct DNSRecord: Sendable, Hashable {
    /// Unique in the store, below 2^53, never used again.
    public var recordId: Int64
    public var draft: Draft
    /// 0 unknown, 1 online, 2 offline; null where the type has no monitor.
    public var monitorStatus: Int?
    /// Grows with every edit of the record.
    public var version: Int64
    /// Microseconds since 1970.
    public var createdAt: Int64
    public var updatedAt: Int64

    public init(
        recordId: Int64, draft: Draft, monitorStatus: Int? = nil, version: Int64 = 1, createdAt: Int64, updatedAt: Int64
    ) {
        self.recordId = recordId
        self.draft = draft
        self.monitorStatus = monitorStatus ?? draft.initialMonitorStatus
        self.version = version
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    @inlinable public subscript<Value>(dynamicMember path: WritableKeyPath<Draft, Value>) -> Value {
        get { draft[keyPath: path] }
        set { draft[keyPath: path] = newValue }
    }

    @inlinable public subscript<Value>(dynamicMember path: KeyPath<Draft, Value>) -> Value { draft[keyPath: path] }
}
