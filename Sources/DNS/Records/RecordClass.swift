/// RFC 1035 §3.2.4.
public struct RecordClass: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue
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
