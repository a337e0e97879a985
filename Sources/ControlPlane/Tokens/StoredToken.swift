/// An API token as its user sees it: all but the secret, of which only a hash is kept.
public struct StoredToken: Sendable, Hashable {
    /// Of every one: none is ever altered.
    public static let version: Int64 = 1

    public var id: Int64
    public var name: String
    /// To the minute in the store, and exactly as long as it was not written yet.
    public var lastUsedAt: Int64?
    public var expiresAt: Int64?
    /// Whether it opens anything: it has not expired, nor are all gone of the organizations that it was limited to.
    public var isActive: Bool
    public var createdAt: Int64
    /// Those that it is limited to, as far as they are left; nil: all of its user's, now and later.
    public var organizations: [Int64]?
    /// Nil: whatever its user may do.
    public var permissions: [Permission]?
}

/// One that was just made. `plain` is shown now and never again.
public struct IssuedToken: Sendable {
    public var token: StoredToken
    public var plain: String
}
