/// The bits of a header, at their places in its third and fourth octet (RFC 1035 §4.1.1, RFC 4035 §3).
public struct Flags: OptionSet, Sendable, Hashable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue & 0x87B0
    }

    /// A response.
    public static let qr = Flags(rawValue: 1 << 15)
    /// Authoritative answer.
    public static let aa = Flags(rawValue: 1 << 10)
    /// Truncated.
    public static let tc = Flags(rawValue: 1 << 9)
    /// Recursion desired.
    public static let rd = Flags(rawValue: 1 << 8)
    /// Recursion available.
    public static let ra = Flags(rawValue: 1 << 7)
    /// Authentic data.
    public static let ad = Flags(rawValue: 1 << 5)
    /// Checking disabled.
    public static let cd = Flags(rawValue: 1 << 4)
}
