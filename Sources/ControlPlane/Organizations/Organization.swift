/// Who owns domains together, as its members and the operator see it.
public struct Organization: Sendable, Hashable {
    public var id: Int64
    public var name: String
    /// A member without a second factor reaches nothing of it.
    public var requiresSecondFactor: Bool
    /// The operator has stopped its writes. Its domains are served on.
    public var isSuspended: Bool
    public var quotas: Quotas
    public var version: Int64
    /// Microseconds since 1970.
    public var createdAt: Int64
    public var updatedAt: Int64
}
