/// Who asks, with all that a decision needs: nothing is looked up again while a request is served.
public struct Caller: Sendable, Hashable {
    public struct Token: Sendable, Hashable {
        public var id: Int64
        public var name: String
        /// Nil: whatever its user may do.
        public var permissions: [Permission]?
        /// To some of its user's organizations, of which `Caller.organizations` holds those that are left.
        public var isLimited: Bool

        public init(id: Int64, name: String, permissions: [Permission]? = nil, isLimited: Bool = false) {
            self.id = id
            self.name = name
            self.permissions = permissions
            self.isLimited = isLimited
        }
    }

    /// What the caller is in one organization.
    public struct Membership: Sendable, Hashable {
        public var role: Role
        /// Nil: whatever the role may do.
        public var permissions: [Permission]?
        /// The operator has stopped its writes.
        public var isSuspended: Bool
        public var requiresSecondFactor: Bool
        /// The organization's, so that a write need not look them up.
        public var quotas: Quotas

        public init(
            _ role: Role, permissions: [Permission]? = nil, isSuspended: Bool = false,
            requiresSecondFactor: Bool = false, quotas: Quotas = Quotas()
        ) {
            self.role = role
            self.permissions = permissions
            self.isSuspended = isSuspended
            self.requiresSecondFactor = requiresSecondFactor
            self.quotas = quotas
        }
    }

    public var user: Int64
    public var email: String
    /// Runs the instance. That alone opens no organization's domains.
    public var isOperator: Bool
    public var hasSecondFactor: Bool
    /// The API token that spoke for the user; nil when the user came in person.
    public var token: Token?
    /// The login that the user came with; nil with a token.
    public var session: String?
    /// Nil where the way in has none.
    public var address: IPAddress?
    /// The organizations that this caller reaches, those outside the token's limit left out.
    public var organizations: [Int64: Membership]

    public init(
        user: Int64, email: String, isOperator: Bool = false, hasSecondFactor: Bool = false, token: Token? = nil,
        session: String? = nil, address: IPAddress? = nil, organizations: [Int64: Membership]
    ) {
        self.user = user
        self.email = email
        self.isOperator = isOperator
        self.hasSecondFactor = hasSecondFactor
        self.token = token
        self.session = session
        self.address = address
        self.organizations = organizations
    }

    /// An operator, who did not give away less than everything with a token.
    var isActingOperator: Bool { isOperator && token?.permissions == nil && token?.isLimited != true }

    var actor: Actor {
        guard let token else { return Actor(.user, id: user, name: email) }
        return Actor(.token, id: token.id, name: token.name)
    }
}
