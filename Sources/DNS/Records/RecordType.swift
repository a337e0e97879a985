/// The type of a resource record, or what a question asks for (RFC 1035 §3.2.2).
public struct RecordType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// A mnemonic in any case, or `TYPEnnn` (RFC 3597 §5).
    public init?(_ mnemonic: some StringProtocol) {
        let octets = mnemonic.utf8.map { ASCII.isUpper($0) ? $0 : $0 &- 0x61 < 26 ? $0 & 0xDF : $0 }
        if let code = Self.codes[String(decoding: octets, as: UTF8.self)] {
            rawValue = code
        } else {
            guard octets.starts(with: "TYPE".utf8), octets.count <= 9,
                let code = Decimal.value(octets[4...], through: 0xFFFF)
            else { return nil }
            rawValue = UInt16(code)
        }
    }

    /// Its fields; nil for a type whose RDATA is opaque here.
    public var definition: Definition? { Self.definitions[rawValue] }

    /// OPT, and the types 128 to 255, which no zone holds (RFC 6895 §3.1).
    public var isMeta: Bool { self == .opt || (128...255).contains(rawValue) }

    public var description: String { Self.mnemonics[rawValue] ?? "TYPE\(rawValue)" }

    private static let definitions = Dictionary(uniqueKeysWithValues: Definition.table.map { ($0.type.rawValue, $0) })
    private static let mnemonics = opaque.merging(
        Definition.table.map { ($0.type.rawValue, $0.mnemonic) }, uniquingKeysWith: { $1 })
    private static let codes = Dictionary(uniqueKeysWithValues: mnemonics.map { ($0.value, $0.key) })
}
