/// An IPv4 address; its text is four decimals from 0 to 255 without leading zeros.
public struct IPv4Address: Sendable, Hashable, CustomStringConvertible {
    /// Most significant octet first.
    public let value: UInt32

    public init(_ value: UInt32) {
        self.value = value
    }

    public init?(_ text: some StringProtocol) {
        self.init(text: Array(text.utf8)[...])
    }

    init?(text: ArraySlice<UInt8>) {
        // An octet with a leading zero is octal to some readers: refused (RFC 6943 §3.1.1).
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard part.count == 1 || part.first != 0x30, let octet = Decimal.value(part, through: 255) else {
                return nil
            }
            value = value << 8 | octet
        }
        self.value = value
    }

    /// Nil unless there are exactly 4 octets.
    public init?(octets: some Collection<UInt8>) {
        guard octets.count == 4 else { return nil }
        value = octets.reduce(0) { $0 << 8 | UInt32($1) }
    }

    public var octets: [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    public var description: String {
        octets.map { "\($0)" }.joined(separator: ".")
    }
}
