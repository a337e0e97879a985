/// The checksum of RFC 1952 §8.
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { octet in
        (0..<8).reduce(UInt32(octet)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
    }

    static func checksum(of octets: some Sequence<UInt8>) -> UInt32 {
        ~octets.reduce(~0) { crc, octet in crc >> 8 ^ table[Int(UInt8(truncatingIfNeeded: crc) ^ octet)] }
    }
}
