extension FieldKind {
    static let uint8 = integer(UInt8.self)
    static let uint16 = integer(UInt16.self)
    static let uint32 = integer(UInt32.self)

    /// An unsigned integer, most significant octet first (RFC 1035 §2.3.2).
    private static func integer<Value: FixedWidthInteger & UnsignedInteger & Sendable>(_: Value.Type) -> FieldKind {
        let size = Value.bitWidth / 8
        let largest = UInt32(Value.max)
        return FieldKind(
            "integer from 0 to \(largest)",
            parse: { text, wire throws(FieldError) in
                guard let value = Decimal.value(try text.requiredWord(), through: largest) else {
                    throw .notAnInteger(through: largest)
                }
                for octet in (0..<size).reversed() {
                    wire.append(UInt8(truncatingIfNeeded: value >> UInt32(octet * 8)))
                }
            },
            print: { wire throws(FieldError) in
                guard let octets = wire.octets(size) else { throw .endsEarly }
                return "\(octets.reduce(UInt32(0)) { $0 << 8 | UInt32($1) })"
            },
            read: { message, wire throws(FieldError) in
                guard let octets = message.octets(size) else { throw .endsEarly }
                wire += octets
            },
            write: { wire, message throws(FieldError) in
                guard let octets = wire.octets(size) else { throw .endsEarly }
                message.write(octets)
            })
    }
}
