import DNS

/// An address of either family; an IPv4 address that comes in IPv6 clothes (RFC 4291 §2.5.5.2) is the IPv4 address.
public struct IPAddress: Sendable, Hashable, CustomStringConvertible {
    /// Most significant octet first: 4 or 16.
    public let octets: [UInt8]

    private static let mapped = [UInt8](repeating: 0, count: 10) + [0xff, 0xff]

    public init?(_ text: some StringProtocol) {
        if let address = IPv4Address(text) {
            octets = address.octets
        } else if let address = IPv6Address(text) {
            let wide = address.octets
            octets = wide.starts(with: Self.mapped) ? Array(wide[12...]) : wide
        } else {
            return nil
        }
    }

    init(octets: [UInt8]) {
        self.octets = octets
    }

    public var description: String {
        IPv4Address(octets: octets)?.description ?? IPv6Address(octets: octets)?.description ?? ""
    }
}

/// The addresses that begin with the same bits: `192.0.2.0/24`, `2001:db8::/32`, or one address alone.
public struct AddressPrefix: Sendable, Hashable, CustomStringConvertible {
    public let address: IPAddress
    public let length: Int

    /// Nil for what is no prefix, and for one with bits beyond its length: it would not mean what it says.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let address = IPAddress(parts[0]) else { return nil }
        let whole = address.octets.count * 8
        guard parts.count == 2 else {
            self.init(address, length: whole)
            return
        }
        // IPv4 addresses in IPv6 clothes have 96 bits before their own.
        let clothes = whole == 32 && parts[0].contains(":") ? 96 : 0
        guard let length = Int(parts[1]), (clothes...whole + clothes).contains(length), String(length) == parts[1]
        else { return nil }
        self.init(address, length: length - clothes)
        guard self == AddressPrefix(around: address, length: length - clothes) else { return nil }
    }

    private init(_ address: IPAddress, length: Int) {
        self.address = address
        self.length = length
    }

    /// The prefix of that length in which `address` lies.
    public init(around address: IPAddress, length: Int) {
        let octets = address.octets.enumerated().map { place, octet in
            let bits = min(max(length - place * 8, 0), 8)
            return octet & ~UInt8(truncatingIfNeeded: 0xff >> bits)
        }
        self.init(IPAddress(octets: octets), length: min(length, octets.count * 8))
    }

    var isIPv6: Bool { address.octets.count == 16 }

    public func contains(_ other: IPAddress) -> Bool {
        other.octets.count == address.octets.count && AddressPrefix(around: other, length: length).address == address
    }

    public var description: String { "\(address)/\(length)" }
}
