import DNS
import NIOCore

/// Where a name server may be.
public enum Reachability: Sendable, Hashable {
    /// Anywhere: this server's own network has name servers too.
    case anywhere
    /// On the public Internet alone: strangers who register a domain must not choose what is asked inside.
    case publicInternet

    /// The address in A or AAAA; nil for one that is not to be asked, and for data of another type.
    func address(_ rdata: RDATA, port: Int) -> SocketAddress? {
        guard [.a, .aaaa].contains(rdata.type), self == .anywhere || Self.isPublic(rdata) else { return nil }
        return try? SocketAddress(packedIPAddress: ByteBuffer(bytes: rdata.wire), port: port)
    }

    private static func isPublic(_ rdata: RDATA) -> Bool {
        let octets = rdata.wire
        guard octets.count == 4 else {
            // 2000::/3, without the blocks for documentation and those that hold an IPv4 address (RFC 6890 §2.2.3).
            guard octets.count == 16, octets[0] & 0xe0 == 0x20 else { return false }
            return !notPublicIPv6.contains { octets.starts(with: $0) }
        }
        let address = octets.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return !notPublicIPv4.contains { address >> (32 - $0.bits) == $0.prefix >> (32 - $0.bits) }
    }

    private static let notPublicIPv6: [[UInt8]] = [[0x20, 0x01, 0x0d, 0xb8], [0x20, 0x02], [0x20, 0x01, 0, 0]]

    // RFC 6890 §2.2.2 and its registry.
    private static let notPublicIPv4: [(prefix: UInt32, bits: UInt32)] = [
        (0x0000_0000, 8), (0x0a00_0000, 8), (0x6440_0000, 10), (0x7f00_0000, 8), (0xa9fe_0000, 16), (0xac10_0000, 12),
        (0xc000_0000, 24), (0xc000_0200, 24), (0xc058_6300, 24), (0xc0a8_0000, 16), (0xc612_0000, 15),
        (0xc633_6400, 24), (0xcb00_7100, 24), (0xe000_0000, 3),
    ]
}
