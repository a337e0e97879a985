import DNS
import Records

/// What the parent of a domain was last seen to say of it.
public struct Delegation: Sendable, Hashable {
    public enum State: String, Sendable, Hashable {
        case unknown
        /// The parent names the domain's name servers, and no others.
        case ok
        /// It names some of them, or others too.
        case partial
        /// It names none of them.
        case none
    }

    public var state: State
    /// Those that the parent names, without final dots.
    public var nameservers: [String]
    /// Microseconds since 1970; nil before the first look.
    public var checkedAt: Int64?

    public init(state: State = .unknown, nameservers: [String] = [], checkedAt: Int64? = nil) {
        self.state = state
        self.nameservers = nameservers
        self.checkedAt = checkedAt
    }
}

extension Delegation {
    /// As `domains.delegation` has it.
    init(stored text: String?, checkedAt: Int64) throws {
        self.init(checkedAt: checkedAt > 0 ? checkedAt : nil)
        guard let text else { return }
        let json = try JSON(parsing: Array(text.utf8))
        state = json["state"]?.string.flatMap(State.init) ?? .unknown
        nameservers = json["nameservers"]?.array?.compactMap(\.string) ?? []
    }

    var stored: String {
        let json: JSON = [
            "state": .string(state.rawValue), "nameservers": .array(nameservers.map { .string($0) }),
        ]
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
