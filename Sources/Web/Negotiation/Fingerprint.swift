/// Tells one writing from another in an entity tag, the same on every start.
enum Fingerprint {
    /// FNV-1a of 64 bits: nobody gains from two that are alike.
    static func of(_ octets: some Sequence<UInt8>) -> String {
        let hash = octets.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0100_0000_01b3 }
        return String(hash, radix: 36)
    }
}
