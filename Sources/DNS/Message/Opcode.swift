/// RFC 1035 §4.1.1; four bits.
public struct Opcode: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt8

    /// Only the low four bits count.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue & 15
    }

    public static let query = Opcode(rawValue: 0)
    public static let status = Opcode(rawValue: 2)
    public static let notify = Opcode(rawValue: 4)
    public static let update = Opcode(rawValue: 5)
}
