/// The key of a service parameter (RFC 9460 §14.3).
public struct ServiceParameterKey: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    public static let mandatory = ServiceParameterKey(rawValue: 0)
    public static let alpn = ServiceParameterKey(rawValue: 1)
    public static let noDefaultALPN = ServiceParameterKey(rawValue: 2)
    public static let port = ServiceParameterKey(rawValue: 3)
    public static let ipv4Hint = ServiceParameterKey(rawValue: 4)
    public static let ech = ServiceParameterKey(rawValue: 5)
    public static let ipv6Hint = ServiceParameterKey(rawValue: 6)
    public static let dohPath = ServiceParameterKey(rawValue: 7)
    public static let ohttp = ServiceParameterKey(rawValue: 8)

    /// The keys whose values are known here; any other's is opaque.
    static let table: [ServiceParameterKey: (name: String, kind: ServiceParameterKind)] = [
        .mandatory: ("mandatory", .keys),  // RFC 9460 §8
        .alpn: ("alpn", .protocols),  // RFC 9460 §7.1
        .noDefaultALPN: ("no-default-alpn", .empty),  // RFC 9460 §7.1
        .port: ("port", .port),  // RFC 9460 §7.2
        .ipv4Hint: ("ipv4hint", .ipv4Addresses),  // RFC 9460 §7.3
        .ech: ("ech", .echConfigurations),  // RFC 9848 §3
        .ipv6Hint: ("ipv6hint", .ipv6Addresses),  // RFC 9460 §7.3
        .dohPath: ("dohpath", .uriTemplate),  // RFC 9461 §5
        .ohttp: ("ohttp", .empty),  // RFC 9540 §4
    ]

    private static let named = Dictionary(uniqueKeysWithValues: table.map { ($0.value.name, $0.key) })

    /// A registered name or `keyNNNNN`; nil for anything else, also in upper case (RFC 9460 §2.1).
    public init?(_ text: some StringProtocol) {
        if let key = Self.named[String(text)] {
            self = key
        } else {
            self.init(numbered: Array(text.utf8)[...])
        }
    }

    /// `keyNNNNN`, whether or not the number has a name.
    init?(numbered text: ArraySlice<UInt8>) {
        let digits = text.dropFirst(3)
        guard text.starts(with: "key".utf8), digits.count == 1 || digits.first != 0x30,
            let number = Decimal.value(digits, through: 0xFFFF)
        else { return nil }
        rawValue = UInt16(number)
    }

    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

    public var description: String {
        Self.table[self]?.name ?? "key\(rawValue)"
    }
}
