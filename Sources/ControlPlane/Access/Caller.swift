/// Who asks, with all that a decision needs: nothing is looked up again while a request is served.
public struct Caller: Sendable, Hashable {
    public struct Token: Sendable, Hashable {
        public var id: Int64
        public var name: String
    }

    public var user: Int64
    public var email: String
    /// Runs the instance. That alone opens no organization's domains.
    public var isOperator: Bool
    /// The API token that spoke for the user; nil when the user came in person.
    public var token: Token?
    /// The organizations that this caller reaches, those outside the token's limit left out.
    public var organizations: [Int64: Role]

    public init(
        user: Int64, email: String, isOperator: Bool = false, token: Token? = nil, organizations: [Int64: Role]
    ) {
        self.user = user
        self.email = email
        self.isOperator = isOperator
        self.token = token
        self.organizations = organizations
    }

    var actor: Actor {
        guard let token else { return Actor(.user, id: user, name: email) }
        return Actor(.token, id: token.id, name: token.name)
    }
}
