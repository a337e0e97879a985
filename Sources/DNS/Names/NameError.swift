/// Why octets or text are no domain name.
public enum NameError: Error, Hashable, Sendable, CustomStringConvertible {
    case empty
    case emptyLabel
    case labelTooLong
    case nameTooLong
    /// A backslash that neither `\DDD` (000 to 255) nor one printable character follows.
    case badEscape
    /// An octet that must be written as `\DDD`, or a letter that must be written as an A-label.
    case notPrintable(UInt8)

    case endsEarly
    case surplusOctets
    /// The two high bits of a length octet are neither a label's nor a pointer's (RFC 1035 §4.1.4).
    case reservedLabelType(UInt8)
    /// A pointer that does not point to an earlier place, as all of RFC 1035 §4.1.4 do.
    case badPointer
    case pointerNotAllowed

    public var description: String {
        switch self {
        case .empty: "a name is missing; the root is \".\""
        case .emptyLabel: "a label is empty (two dots in a row, or one at the start)"
        case .labelTooLong: "a label is longer than 63 octets"
        case .nameTooLong: "the name is longer than 255 octets"
        case .badEscape: "a backslash is followed by neither a character nor three digits up to 255"
        case .notPrintable(let octet) where octet < 0x80:
            "octet \(octet) must be written as a backslash and three digits"
        case .notPrintable: "not ASCII: write the name with A-labels (xn--…) or octets as a backslash and three digits"
        case .endsEarly: "the name ends early"
        case .surplusOctets: "octets follow the end of the name"
        case .reservedLabelType(let octet): "length octet \(octet) is neither a label's nor a pointer's"
        case .badPointer: "a compression pointer does not point backwards"
        case .pointerNotAllowed: "a compression pointer stands where none is allowed"
        }
    }
}
