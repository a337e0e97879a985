import SQL

/// Which entries of an activity are wanted; what is nil does not matter.
public struct ActivityFilter: Sendable, Hashable {
    /// A whole action, or what stands before its dot: `member`.
    public var action: String?
    /// A kind (`token`), one of a kind (`user:5`), or a name.
    public var actor: String?
    /// The uuid or the name of a domain.
    public var domain: String?
    /// Microseconds since 1970: not before.
    public var from: Int64?
    /// Before this.
    public var to: Int64?

    public init(
        action: String? = nil, actor: String? = nil, domain: String? = nil, from: Int64? = nil, to: Int64? = nil
    ) {
        self.action = action
        self.actor = actor
        self.domain = domain
        self.from = from
        self.to = to
    }
}

/// A filter made ready for being asked of each row.
struct ActivityMatch {
    private enum Who {
        case kind(String)
        case one(String, Int64)
        case named(String)
    }

    private let action: String?
    private let who: Who?
    /// The domain's name, where a domain was asked for.
    private let name: String?
    /// The store's key of that domain; nil if the organization has none such.
    let domain: Int64?

    init(_ filter: ActivityFilter, of organization: Int64, _ db: any Connection) throws {
        action = filter.action
        who = filter.actor.map { actor in
            if Actor.Kind(rawValue: actor) != nil { return .kind(actor) }
            let parts = actor.split(separator: ":", maxSplits: 1)
            if parts.count == 2, let kind = Actor.Kind(rawValue: String(parts[0])), let id = Int64(parts[1]) {
                return .one(kind.rawValue, id)
            }
            return .named(actor.lowercased())
        }
        guard let text = filter.domain.map(Self.domainText) else {
            (name, domain) = (nil, nil)
            return
        }
        // Of several that had the name the one that is there, or was there last.
        let row = try db.run(
            """
            select id, name from domains where organization = $1 and (uuid = $2 or name = $2)
            order by case when status = 'deleted' then 1 else 0 end, id desc limit 1
            """, organization, text
        ).first
        name = row?.text(1) ?? text
        domain = row?.integer(0)
    }

    private static func domainText(_ text: String) -> String {
        text.hasSuffix(".") ? String(text.dropLast()).lowercased() : text.lowercased()
    }

    /// Whether every row would pass: then nothing of it need be read but its place.
    var isOpen: Bool { action == nil && who == nil && name == nil }

    /// Whether any change could pass.
    var wantsChanges: Bool { admits(action: ActivityEntry.changeAction) && (name == nil || domain != nil) }

    func admits(action: String) -> Bool {
        guard let wanted = self.action, action != wanted else { return true }
        return action.hasPrefix("\(wanted).")
    }

    func admits(subject: String, of action: String) -> Bool {
        name == nil || subject == name && Self.domainNouns.contains { action.hasPrefix($0) }
    }

    /// What is done to domains; the subjects of other actions may be spelt as one, and are none.
    private static let domainNouns = ["domain.", "transfer.", "claim.", "consent."]

    func admits(actor kind: String, _ id: Int64, named name: String) -> Bool {
        switch who {
        case nil: true
        case .kind(let wanted): kind == wanted
        case .one(let wanted, let number): kind == wanted && id == number
        case .named(let wanted): name.lowercased() == wanted
        }
    }
}
