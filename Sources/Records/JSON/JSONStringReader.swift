/// Reads the rest of a JSON string whose opening quote has been taken (RFC 8259 §7).
struct JSONStringReader {
    let bytes: [UInt8]
    private(set) var position: Int

    init(bytes: [UInt8], position: Int) {
        self.bytes = bytes
        self.position = position
    }

    mutating func read() throws(JSONError) -> String {
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                let text = try decode(bytes[start..<position], from: start)
                position += 1
                return text
            case UInt8(ascii: "\\"): return try readEscaped(from: start)
            case 0..<0x20: throw error(.controlCharacter)
            default: position += 1
            }
        }
        throw error(.truncated)
    }

    private mutating func readEscaped(from start: Int) throws(JSONError) -> String {
        var text = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                let string = try decode(text[...], from: start)
                position += 1
                return string
            case UInt8(ascii: "\\"): try readEscape(into: &text)
            case 0..<0x20: throw error(.controlCharacter)
            default:
                text.append(byte)
                position += 1
            }
        }
        throw error(.truncated)
    }

    private mutating func readEscape(into text: inout [UInt8]) throws(JSONError) {
        guard position + 1 < bytes.count else { throw error(.truncated) }
        let escaped = bytes[position + 1]
        switch escaped {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escaped)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            text.append(contentsOf: String(try readScalar()).utf8)
            return
        default: throw error(.escape)
        }
        position += 2
    }

    /// `\uXXXX`, or two of them that make a surrogate pair.
    private mutating func readScalar() throws(JSONError) -> Unicode.Scalar {
        let start = position
        let unit = try readCodeUnit()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard UTF16.isLeadSurrogate(unit), position < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u")
        else { throw JSONError(reason: .surrogate, offset: start) }
        let trail = try readCodeUnit()
        let high = UInt32(unit & 0x3FF) << 10
        guard UTF16.isTrailSurrogate(trail), let scalar = Unicode.Scalar(0x10000 + high + UInt32(trail & 0x3FF))
        else { throw JSONError(reason: .surrogate, offset: start) }
        return scalar
    }

    private mutating func readCodeUnit() throws(JSONError) -> UInt16 {
        guard position + 6 <= bytes.count else { throw error(.truncated) }
        var unit: UInt16 = 0
        for byte in bytes[(position + 2)..<(position + 6)] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "A") + 10)
            default: throw error(.escape)
            }
        }
        position += 6
        return unit
    }

    private func decode(_ text: ArraySlice<UInt8>, from start: Int) throws(JSONError) -> String {
        guard let string = String(validating: text, as: UTF8.self) else {
            throw JSONError(reason: .encoding, offset: start)
        }
        return string
    }

    private func error(_ reason: JSONError.Reason) -> JSONError {
        JSONError(reason: reason, offset: position)
    }
}
