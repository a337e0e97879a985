/// Octets read from the left. Integers and runs are nil when too few octets are left; then nothing is consumed.
struct WireReader {
    let octets: [UInt8]
    private(set) var position: Int
    private(set) var end: Int
    /// Names may point back into `octets` (RFC 1035 §4.1.4): true in a message, false in RDATA alone.
    let allowsPointers: Bool

    init(_ octets: [UInt8], allowsPointers: Bool = false) {
        self.octets = octets
        self.allowsPointers = allowsPointers
        position = 0
        end = octets.count
    }

    var isAtEnd: Bool { position == end }

    mutating func uint8() -> UInt8? {
        guard position < end else { return nil }
        position += 1
        return octets[position - 1]
    }

    mutating func uint16() -> UInt16? {
        guard end - position >= 2 else { return nil }
        position += 2
        return UInt16(octets[position - 2]) << 8 | UInt16(octets[position - 1])
    }

    mutating func uint32() -> UInt32? {
        guard end - position >= 4, let high = uint16(), let low = uint16() else { return nil }
        return UInt32(high) << 16 | UInt32(low)
    }

    mutating func octets(_ count: Int) -> ArraySlice<UInt8>? {
        guard count <= end - position else { return nil }
        position += count
        return octets[position - count..<position]
    }

    mutating func rest() -> ArraySlice<UInt8> {
        defer { position = end }
        return octets[position..<end]
    }

    /// A reader of the next `count` octets alone, whose names may still point before them.
    mutating func part(_ count: Int) -> WireReader? {
        guard count <= end - position else { return nil }
        var part = self
        part.end = position + count
        position += count
        return part
    }

    /// - Parameter isCompressible: Whether this name may use pointers, where names may at all.
    mutating func name(allowsPointers isCompressible: Bool = true) throws(NameError) -> Name {
        var wire: [UInt8] = []
        // Each pointer must lead to before where the run of labels now read began; so the runs only move backwards and
        // end (RFC 1035 §4.1.4: "a pointer to a prior occurance of the same name").
        var runStart = position
        var at = position
        // A name has no more than 127 labels to point between; more pointers would only cost time.
        var pointersLeft = 127
        var afterName: Int?
        while true {
            // Only what stands after the part now read may be out of bounds: a pointer leads to before it.
            guard at < end else { throw .endsEarly }
            let length = Int(octets[at])
            switch length >> 6 {
            case 0:
                guard at + length < end else { throw .endsEarly }
                guard wire.count + length + 1 <= Name.longestWire else { throw .nameTooLong }
                wire += octets[at...at + length]
                at += length + 1
                if length == 0 {
                    position = afterName ?? at
                    return Name(unchecked: wire)
                }
            case 3:
                guard allowsPointers, isCompressible else { throw .pointerNotAllowed }
                guard at + 1 < end else { throw .endsEarly }
                let target = (length & 0x3F) << 8 | Int(octets[at + 1])
                guard target < runStart, pointersLeft > 0 else { throw .badPointer }
                afterName = afterName ?? at + 2
                pointersLeft -= 1
                runStart = target
                at = target
            default: throw .reservedLabelType(octets[at])
            }
        }
    }
}
