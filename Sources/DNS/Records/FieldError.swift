/// Why one field of a record is not what its kind wants; the text says what would be right.
public enum FieldError: Error, Hashable, Sendable, CustomStringConvertible {
    case missing
    case quoted
    case notAnInteger(through: UInt32)
    case notAName(NameError)
    case notAnIPv4Address
    case notAnIPv6Address
    case notATag
    case text(TextError)
    case parameter(ServiceParameterError)
    case endsEarly

    public var description: String {
        switch self {
        case .missing: "missing"
        case .quoted: "must stand without quotes"
        case .notAnInteger(let largest): "not an integer from 0 to \(largest)"
        case .notAName(let error): "not a domain name: \(error)"
        case .notAnIPv4Address: "not an IPv4 address (four decimals from 0 to 255 without leading zeros)"
        case .notAnIPv6Address: "not an IPv6 address (RFC 4291 §2.2, without a zone)"
        case .notATag: "not a tag of 1 to 255 ASCII letters and digits"
        case .text(let error): "\(error)"
        case .parameter(let error): "\(error)"
        case .endsEarly: "the data ends within this field"
        }
    }
}
