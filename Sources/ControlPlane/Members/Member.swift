/// A user in an organization.
public struct Member: Sendable, Hashable {
    public var organization: Int64
    public var user: Int64
    public var email: String
    public var name: String
    public var role: Role
    /// Nil: whatever the role may do.
    public var permissions: [Permission]?
    public var hasSecondFactor: Bool
    public var version: Int64
    /// Microseconds since 1970.
    public var createdAt: Int64
    public var updatedAt: Int64

    /// Whether nothing limits what it may do here.
    var isFullOwner: Bool { role == .owner && permissions == nil }
}
