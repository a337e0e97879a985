extension JSON {
    /// The text without spaces, members in their order.
    public var bytes: [UInt8] {
        var text: [UInt8] = []
        write(into: &text)
        return text
    }

    public func write(into text: inout [UInt8]) {
        switch self {
        case .null: text.append(contentsOf: "null".utf8)
        case .bool(let value): text.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): text.append(contentsOf: String(value).utf8)
        case .number(let value): Self.write(value, into: &text)
        case .numeral(let spelling): text.append(contentsOf: spelling.utf8)
        case .string(let string): Self.write(string, into: &text)
        case .array(let elements): Self.write(elements, into: &text)
        case .object(let object): object.write(into: &text)
        }
    }

    private static func write(_ value: Double, into text: inout [UInt8]) {
        // JSON has no spelling for infinity and NaN (RFC 8259 §6).
        text.append(contentsOf: (value.isFinite ? "\(value)" : "null").utf8)
    }

    private static func write(_ elements: [JSON], into text: inout [UInt8]) {
        text.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            element.write(into: &text)
        }
        text.append(UInt8(ascii: "]"))
    }

    /// A string in quotes. Only what must be is escaped: `"`, `\` and control characters (RFC 8259 §7).
    public static func write(_ string: String, into text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                text.append(UInt8(ascii: "\\"))
                text.append(byte)
            case 0x0A: text.append(contentsOf: "\\n".utf8)
            case 0x0D: text.append(contentsOf: "\\r".utf8)
            case 0x09: text.append(contentsOf: "\\t".utf8)
            case 0..<0x20, 0x7F: writeEscape(byte, into: &text)
            default: text.append(byte)
            }
        }
        text.append(UInt8(ascii: "\""))
    }

    private static func writeEscape(_ byte: UInt8, into text: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        text.append(contentsOf: "\\u00".utf8)
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 0xF)])
    }
}

extension JSON.Object {
    public func write(into text: inout [UInt8]) {
        text.append(UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            JSON.write(member.name, into: &text)
            text.append(UInt8(ascii: ":"))
            member.value.write(into: &text)
        }
        text.append(UInt8(ascii: "}"))
    }
}
