extension FieldKind {
    /// A record type (RFC 4034 §3.1.1).
    static let recordType = FieldKind(
        "record type",
        parse: { text, wire throws(FieldError) in
            guard let type = RecordType(text: try text.requiredWord()) else { throw .notAType }
            wire += [UInt8(type.rawValue >> 8), UInt8(type.rawValue & 0xFF)]
        },
        print: { RecordType(rawValue: $0.reduce(0) { $0 << 8 | UInt16($1) }).description },
        taking: { wire throws(FieldError) in try wire.required(2) })

    /// A set of record types, to the end (RFC 4034 §4.1.2).
    static let types = FieldKind(
        "record types",
        parse: { text, wire throws(FieldError) in
            var types: Set<UInt16> = []
            while let word = try text.nextWord() {
                guard let type = RecordType(text: word), type.rawValue != 0 else { throw .notAType }
                types.insert(type.rawValue)
            }
            wire += TypeBitmap.wire(types)
        },
        print: { wire throws(FieldError) in
            let octets = wire.rest()
            // Zeros that RFC 4034 §4.1.2 wants left out, and the type 0, could not be read back.
            guard let types = TypeBitmap.types(octets), !types.contains(0), TypeBitmap.wire(types)[...] == octets else {
                throw .notATypeBitmap
            }
            return types.sorted().map { RecordType(rawValue: $0).description }.joined(separator: " ")
        },
        read: { message, wire throws(FieldError) in
            let octets = message.rest()
            guard TypeBitmap.types(octets) != nil else { throw .notATypeBitmap }
            wire += octets
        },
        write: { wire, message throws(FieldError) in message.write(wire.rest()) })
}

/// The windows of 256 types each in which RFC 4034 §4.1.2 writes a set of them.
private enum TypeBitmap {
    static func wire(_ types: Set<UInt16>) -> [UInt8] {
        var wire: [UInt8] = []
        for (window, types) in Dictionary(grouping: types, by: { $0 >> 8 }).sorted(by: { $0.key < $1.key }) {
            var bits = Array(repeating: UInt8(0), count: Int(types.max()! & 0xFF) / 8 + 1)
            for type in types { bits[Int(type & 0xFF) / 8] |= 0x80 >> UInt8(type & 7) }
            wire += [UInt8(window), UInt8(bits.count)] + bits
        }
        return wire
    }

    /// Nil unless there are only windows of 1 to 32 octets, each after a lower one.
    static func types(_ wire: ArraySlice<UInt8>) -> Set<UInt16>? {
        var reader = WireReader(Array(wire))
        var types: Set<UInt16> = []
        var last = -1
        while let window = reader.uint8() {
            guard Int(window) > last, let count = reader.uint8(), (1...32).contains(count),
                let bits = reader.octets(Int(count))
            else { return nil }
            last = Int(window)
            for (index, octet) in bits.enumerated() {
                for bit in 0..<8 where octet & 0x80 >> UInt8(bit) != 0 {
                    types.insert(UInt16(window) << 8 | UInt16(index * 8 + bit))
                }
            }
        }
        return types
    }
}
