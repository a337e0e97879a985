/// Who made a change.
public struct Actor: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable {
        case user
        case token
        case tsigKey = "tsig-key"
        case system
    }

    public var kind: Kind
    public var id: Int64?
    public var name: String?

    public init(_ kind: Kind, id: Int64? = nil, name: String? = nil) {
        self.kind = kind
        self.id = id
        self.name = name
    }

    public static let system = Actor(.system)
}

/// Through what a change came.
public enum Origin: String, Sendable, Hashable {
    case api, dashboard, cli, update, `import`, revert, restore, transfer, provider, monitor, flatten, signing, settings
}
