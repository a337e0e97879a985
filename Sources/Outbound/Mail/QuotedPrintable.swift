/// RFC 2045 §6.7: text of any script, in lines of at most 76 characters of ASCII.
enum QuotedPrintable {
    private static let longestLine = 76
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// Every line ends in CRLF.
    static func encoded(_ text: String) -> [UInt8] {
        var lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").utf8
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.flatMap { encoded(line: Array($0)) }
    }

    private static func encoded(line: [UInt8]) -> [UInt8] {
        var (output, width): ([UInt8], Int) = ([], 0)
        for (place, octet) in line.enumerated() {
            let isLast = place == line.count - 1
            let piece = stands(octet, atEnd: isLast) ? [octet] : escaped(octet)
            // The last one needs no room for the `=` that goes on in the next line.
            if width + piece.count > longestLine - (isLast ? 0 : 1) {
                output += Array("=\r\n".utf8)
                width = 0
            }
            output += piece
            width += piece.count
        }
        return output + Array("\r\n".utf8)
    }

    /// Space at the end of a line gets lost on the way.
    private static func stands(_ octet: UInt8, atEnd: Bool) -> Bool {
        switch octet {
        case UInt8(ascii: "="): false
        case UInt8(ascii: " "), UInt8(ascii: "\t"): !atEnd
        default: (0x21...0x7e).contains(octet)
        }
    }

    private static func escaped(_ octet: UInt8) -> [UInt8] {
        [UInt8(ascii: "="), digits[Int(octet >> 4)], digits[Int(octet & 15)]]
    }
}
