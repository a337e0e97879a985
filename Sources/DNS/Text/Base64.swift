/// RFC 4648 §4, with padding and nothing between the digits.
enum Base64 {
    private static let digits = BitDigits(
        bits: 6, alphabet: Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    ) { digit in
        switch digit {
        case 0x41...0x5A: digit - 0x41
        case 0x61...0x7A: digit - 0x61 + 26
        case 0x30...0x39: digit - 0x30 + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
    private static let padding = UInt8(ascii: "=")

    /// Nil if a digit is wrong, the padding is missing or the bits that pad the last digit are not zero (§3.5).
    static func octets(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 4) else { return nil }
        let pads = text.suffix(2).count { $0 == padding }
        guard text.suffix(pads).allSatisfy({ $0 == padding }) else { return nil }
        return digits.octets(text.dropLast(pads))
    }

    static func text(_ octets: some Collection<UInt8>) -> [UInt8] {
        var text = digits.text(octets)
        while !text.count.isMultiple(of: 4) { text.append(padding) }
        return text
    }
}
