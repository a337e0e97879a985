/// The type of a resource record, or what a question asks for (RFC 1035 §3.2.2).
public struct RecordType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// A mnemonic in any case, or `TYPEnnn` (RFC 3597 §5).
    public init?(_ mnemonic: some StringProtocol) {
        self.init(text: Array(mnemonic.utf8)[...])
    }

    init?(text: ArraySlice<UInt8>) {
        guard let key = Self.key(text) else { return nil }
        if let code = Self.codes[key] {
            rawValue = code
        } else {
            guard text.count <= 9, Self.key(text.prefix(4)) == Self.typeKey,
                let code = Decimal.value(text.dropFirst(4), through: 0xFFFF)
            else { return nil }
            rawValue = UInt16(code)
        }
    }

    /// Its fields; nil for a type whose RDATA is opaque here.
    public var definition: Definition? { Self.definitions[rawValue] }

    /// Those with a presentation form, in the order of their codes.
    public static let presentable = Definition.table.filter(\.hasText).map(\.type)

    /// OPT, and the types 128 to 255, which no zone holds (RFC 6895 §3.1).
    public var isMeta: Bool { self == .opt || (128...255).contains(rawValue) }

    public var description: String { Self.mnemonics[rawValue] ?? "TYPE\(rawValue)" }

    private static let definitions = Dictionary(uniqueKeysWithValues: Definition.table.map { ($0.type.rawValue, $0) })
    private static let mnemonics = opaque.merging(
        Definition.table.map { ($0.type.rawValue, $0.mnemonic) }, uniquingKeysWith: { $1 })
    private static let codes = Dictionary(uniqueKeysWithValues: mnemonics.map { (key(Array($1.utf8)[...])!, $0) })
    private static let typeKey = key(Array("TYPE".utf8)[...])

    /// The octets in upper case; nil for more than any mnemonic has.
    private static func key(_ text: ArraySlice<UInt8>) -> UInt128? {
        guard (1...16).contains(text.count) else { return nil }
        return text.reduce(0) { $0 << 8 | UInt128(ASCII.uppercased($1)) }
    }
}
