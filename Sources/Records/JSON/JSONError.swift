import DNS

/// Why octets are not the JSON text that we read, and where.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Reason: Sendable, Hashable {
        case empty
        case unexpected
        case truncated
        case trailing
        case number
        case escape
        case controlCharacter
        case surrogate
        case encoding
        case depth(Int)
        case duplicate(String)
    }

    public let reason: Reason
    /// The octet at which reading stopped, from 0.
    public let offset: Int

    public var description: String {
        let what =
            switch reason {
            case .empty: "there is no JSON text"
            case .unexpected: "unexpected character"
            case .truncated: "the text ends in the middle of a value"
            case .trailing: "there is more after the value"
            case .number: "not a JSON number"
            case .escape: "not a JSON escape"
            case .controlCharacter: "a control character in a string must be escaped"
            case .surrogate: "half of a surrogate pair"
            case .encoding: "not UTF-8"
            case .depth(let limit): "nested deeper than \(limit)"
            case .duplicate(let name): "the member \"\(Excerpt(name))\" stands twice in one object"
            }
        return "\(what) (at octet \(offset))"
    }
}
