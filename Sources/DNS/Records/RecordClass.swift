/// RFC 1035 §3.2.4.
public struct RecordClass: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// A mnemonic in any case, or `CLASSnnn` (RFC 3597 §5).
    init?(text: ArraySlice<UInt8>) {
        guard let first = text.first, [0x43, 0x48, 0x49].contains(ASCII.uppercased(first)), text.count <= 10 else {
            return nil
        }
        switch text.map(ASCII.uppercased) {
        case Array("IN".utf8): self = .in
        case Array("CH".utf8): self = .ch
        case Array("HS".utf8): self.init(rawValue: 4)
        case let word:
            guard word.starts(with: "CLASS".utf8), let code = Decimal.value(word[5...], through: 0xFFFF) else {
                return nil
            }
            self.init(rawValue: UInt16(code))
        }
    }

    public static let `in` = RecordClass(rawValue: 1)
    public static let ch = RecordClass(rawValue: 3)
    /// In UPDATE (RFC 2136 §2.4).
    public static let none = RecordClass(rawValue: 254)
    public static let any = RecordClass(rawValue: 255)

    public var description: String {
        switch self {
        case .in: "IN"
        case .ch: "CH"
        case .none: "NONE"
        case .any: "ANY"
        default: "CLASS\(rawValue)"  // RFC 3597 §5
        }
    }
}
