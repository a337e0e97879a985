/// Why one field of a record is not what its kind wants; the text says what would be right.
public enum FieldError: Error, Hashable, Sendable, CustomStringConvertible {
    case missing
    case quoted
    case notAnInteger(through: UInt32)
    case notAName(NameError)
    case notAnIPv4Address
    case notAnIPv6Address
    case notATag
    case empty
    /// Neither a number nor a word that stands for one.
    case notAMnemonic(through: UInt32)
    case notHexadecimal
    /// Not as many octets as the algorithm makes.
    case notADigest(octets: Int)
    case tooShortADigest(octets: Int)
    case notBase64
    case notBase32Hex
    case notASalt
    case notAType
    case notATypeBitmap
    case notATime
    case notALocation
    case notAnAddressPrefix
    case notAGateway
    case notAnEUI(octets: Int)
    case notANodeIdentifier
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
        case .empty: "must not be empty"
        case .notAMnemonic(let largest): "neither a mnemonic nor an integer from 0 to \(largest)"
        case .notHexadecimal: "not hexadecimal digits, two for an octet"
        case .notADigest(let octets): "not \(octets) octets in hexadecimal, as many as this algorithm makes"
        case .tooShortADigest(let octets): "fewer than \(octets) octets in hexadecimal"
        case .notBase64: "not Base64 (RFC 4648 §4, with padding)"
        case .notBase32Hex: "not Base32 with the extended hex alphabet (RFC 4648 §7, without padding)"
        case .notASalt: "neither - nor hexadecimal digits of 1 to 255 octets"
        case .notAType: "not a record type (a mnemonic or TYPE and a number up to 65535)"
        case .notATypeBitmap: "not windows of 1 to 32 octets in increasing order (RFC 4034 §4.1.2)"
        case .notATime: "neither a time in UTC as YYYYMMDDHHmmSS, up to 2106, nor seconds since 1970"
        case .notALocation: "not a location (RFC 1876 §3), such as 52 22 23.000 N 4 53 32.000 E -2.00m"
        case .notAnAddressPrefix: "not an address prefix (RFC 3123 §5), such as 1:192.0.2.0/24 or !2:2001:db8::/32"
        case .notAGateway: "not a type from 0 to 3 with what it wants: . or an IPv4 address, an IPv6 address, a name"
        case .notAnEUI(let octets): "not \(octets) octets, each as two hexadecimal digits, with hyphens between"
        case .notANodeIdentifier: "not four groups of one to four hexadecimal digits with colons between"
        case .text(let error): "\(error)"
        case .parameter(let error): "\(error)"
        case .endsEarly: "the data ends within this field"
        }
    }
}
