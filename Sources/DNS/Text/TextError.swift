/// Why text is no sequence of master-file words and strings (RFC 1035 §5.1).
public enum TextError: Error, Hashable, Sendable, CustomStringConvertible {
    case badEscape
    case unbalancedQuote
    case unbalancedParenthesis
    /// A quote in the middle of a word.
    case strayQuote
    case comment
    case control(UInt8)
    case stringTooLong
    case noString

    public var description: String {
        switch self {
        case .badEscape: "a backslash is followed by neither a character nor three digits up to 255"
        case .unbalancedQuote: "a quote is not closed"
        case .unbalancedParenthesis: "a parenthesis has no partner"
        case .strayQuote: "a quote stands inside a word; write it as \\\""
        case .comment: "an unquoted semicolon would begin a comment; quote the text or write \\;"
        case .control(let octet): "octet \(octet) must be written as a backslash and three digits"
        case .stringTooLong: "a string is longer than 255 octets"
        case .noString: "a string is missing"
        }
    }
}
