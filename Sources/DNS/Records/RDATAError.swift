/// Why text or octets are no RDATA of a type.
public enum RDATAError: Error, Hashable, Sendable, CustomStringConvertible {
    case field(String, FieldError)
    /// Words after the last field.
    case surplusText
    /// Octets after the last field.
    case surplusOctets(Int)
    case text(TextError)
    /// More than 65,535 octets.
    case tooLong
    /// `\#` is not followed by a length and as many octets in hexadecimal (RFC 3597 §5).
    case notGeneric
    /// The type has no text form but the one of RFC 3597.
    case noTextForm(RecordType)

    public var description: String {
        switch self {
        case .field(let name, let error): "\(name): \(error)"
        case .surplusText: "more than the fields of the type"
        case .surplusOctets(let count): "\(count) octets after the last field"
        case .text(let error): "\(error)"
        case .tooLong: "longer than 65535 octets"
        case .notGeneric: "\\# must be followed by a length and as many octets in hexadecimal"
        case .noTextForm(let type): "\(type) has no text form; write \\#, a length and the octets in hexadecimal"
        }
    }
}
