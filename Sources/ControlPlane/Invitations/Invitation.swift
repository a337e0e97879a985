/// The offer to become a member, to whoever reads the mail of an address and shows the token that came with it.
public struct Invitation: Sendable, Hashable {
    /// It is never altered.
    public static let version: Int64 = 1

    public var id: Int64
    public var organization: Int64
    /// In lower case.
    public var email: String
    public var role: Role
    /// Nil: whatever the role may do.
    public var permissions: [Permission]?
    /// The e-mail address of the member who invites; nil where there is no such user any more.
    public var invitedBy: String?
    /// Microseconds since 1970.
    public var createdAt: Int64
    public var expiresAt: Int64
}

/// An invitation as it is made: its token is shown now and never again.
public struct IssuedInvitation: Sendable {
    public var invitation: Invitation
    /// The organization's name.
    public var organization: String
    public var token: String
}
