/// The labels of a name as it is typed: lower case, A-labels, checked; the final dot taken off.
struct Labels {
    /// ASCII, lower case, without final dot; empty for the root.
    let text: [UInt8]
    /// Length-prefixed labels without the root's.
    let wire: [UInt8]
    let isAbsolute: Bool

    /// - Parameter input: neither empty nor a sole dot.
    init(_ input: String, allowing set: LabelSet) throws(LabelError) {
        var text = try Self.ascii(input)
        isAbsolute = text.last == UInt8(ascii: ".")
        if isAbsolute { text.removeLast() }
        wire = try Self.wire(text, allowing: set)
        self.text = text
    }

    private static func ascii(_ input: String) throws(LabelError) -> [UInt8] {
        var text = Array(input.utf8)
        if text.contains(where: { $0 >= 0x80 }) {
            // A C string ends at its first NUL: what stands behind it would escape all checks.
            if let control = input.unicodeScalars.first(where: { $0.value <= 0x20 || $0.value == 0x7F }) {
                throw .character(control)
            }
            text = Array(try UTS46.ascii(input).utf8)
        }
        for index in text.indices where text[index] &- UInt8(ascii: "A") < 26 {
            text[index] |= 0x20
        }
        return text
    }

    private static func wire(_ text: [UInt8], allowing set: LabelSet) throws(LabelError) -> [UInt8] {
        var wire: [UInt8] = [0]
        wire.reserveCapacity(text.count + 1)
        var start = 0
        for byte in text {
            if byte == UInt8(ascii: ".") {
                try close(&wire, start)
                start = wire.count
                wire.append(0)
                continue
            }
            if byte == UInt8(ascii: "*"), set.contains(.wildcard) {
                guard wire.count == 1 else { throw .wildcard }
            } else {
                guard set.allows(byte) else { throw .character(Unicode.Scalar(byte)) }
                guard wire.count != 2 || wire[1] != UInt8(ascii: "*") else { throw .wildcard }
            }
            wire.append(byte)
        }
        try close(&wire, start)
        guard wire.count < 255 else { throw .longName }
        return wire
    }

    private static func close(_ wire: inout [UInt8], _ start: Int) throws(LabelError) {
        let count = wire.count - start - 1
        guard count > 0 else { throw .emptyLabel }
        guard count <= 63 else { throw .longLabel }
        wire[start] = UInt8(count)
    }
}
