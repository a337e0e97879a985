/// The presentation form of RFC 1035 §5.1.
extension Name: CustomStringConvertible {
    /// A name as in a master file: escapes, `@` for the origin, relative to the origin without a final dot.
    public init(_ text: some StringProtocol, origin: Name = .root) throws(NameError) {
        try self.init(text: Array(text.utf8)[...], origin: origin)
    }

    init(text: ArraySlice<UInt8>, origin: Name) throws(NameError) {
        guard let first = text.first else { throw .empty }
        if text.count == 1, first == UInt8(ascii: "@") { self = origin; return }
        if text.count == 1, first == UInt8(ascii: ".") { self = .root; return }

        var wire: [UInt8] = [0]
        var labelStart = 0
        var position = text.startIndex
        while position < text.endIndex {
            let octet = text[position]
            if octet == UInt8(ascii: ".") {
                try Self.close(&wire, labelStart)
                labelStart = wire.count
                wire.append(0)
                position += 1
            } else if octet == UInt8(ascii: "\\") {
                guard let escaped = Escape.octet(in: text, at: &position) else { throw .badEscape }
                wire.append(escaped)
            } else {
                guard ASCII.isGraphic(octet) else { throw .notPrintable(octet) }
                wire.append(octet)
                position += 1
            }
        }
        // After a final dot the label just begun is the root's.
        if wire.count - labelStart > 1 {
            try Self.close(&wire, labelStart)
            wire += origin.wire
        }
        guard wire.count <= Self.longestWire else { throw .nameTooLong }
        self.init(unchecked: wire)
    }

    private static func close(_ wire: inout [UInt8], _ labelStart: Int) throws(NameError) {
        let count = wire.count - labelStart - 1
        guard count > 0 else { throw .emptyLabel }
        guard count <= longestLabel else { throw .labelTooLong }
        wire[labelStart] = UInt8(count)
    }

    /// Absolute, with its final dot, special and unprintable octets escaped.
    public var description: String {
        guard !isRoot else { return "." }
        var text: [UInt8] = []
        text.reserveCapacity(wire.count)
        for label in labels {
            for octet in label {
                Escape.append(octet, to: &text, special: Self.isSpecial)
            }
            text.append(UInt8(ascii: "."))
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// What would read as something else in a master file: `" $ ( ) . ; @ \`.
    private static func isSpecial(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x22, 0x24, 0x28, 0x29, 0x2E, 0x3B, 0x40, 0x5C: true
        default: false
        }
    }
}
