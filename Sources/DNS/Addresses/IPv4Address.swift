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
        var value: UInt32 = 0
        var part: UInt32 = 0
        var (parts, digits) = (1, 0)
        for octet in text {
            if octet == UInt8(ascii: ".") {
                guard digits > 0, parts < 4 else { return nil }
                value = value << 8 | part
                (part, parts, digits) = (0, parts + 1, 0)
            } else {
                // An octet with a leading zero is octal to some readers: refused (RFC 6943 §3.1.1).
                guard ASCII.isDigit(octet), digits == 0 || part > 0 else { return nil }
                part = part * 10 + UInt32(octet - 0x30)
                digits += 1
                guard part <= 255 else { return nil }
            }
        }
        guard parts == 4, digits > 0 else { return nil }
        self.value = value << 8 | part
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
