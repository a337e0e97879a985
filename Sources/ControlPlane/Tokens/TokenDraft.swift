import Records

/// What an API token is to be.
public struct TokenDraft: Sendable, Hashable {
    public var name: String
    public var expiresAt: Int64?
    /// Empty: all of its user's, now and later.
    public var organizations: [Int64]
    /// Nil: whatever its user may do.
    public var permissions: [Permission]?

    public init(
        name: String, expiresAt: Int64? = nil, organizations: [Int64] = [], permissions: [Permission]? = nil
    ) {
        self.name = name
        self.expiresAt = expiresAt
        self.organizations = organizations
        self.permissions = permissions
    }

    /// The same for one that there is not and one that is somebody else's.
    public static func notYours(at path: String) -> Violation {
        Violation(path, .format, "\(path): not the IRI of an organization that you are a member of")
    }
}
