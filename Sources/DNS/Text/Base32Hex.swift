/// RFC 4648 §7, without padding, as NSEC3 has it (RFC 5155 §3.3).
enum Base32Hex {
    private static let digits = BitDigits(bits: 5, alphabet: Array("0123456789abcdefghijklmnopqrstuv".utf8)) { digit in
        switch ASCII.lowercased(digit) {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x76: ASCII.lowercased(digit) - 0x61 + 10
        default: nil
        }
    }

    /// Nil if a digit is wrong, one is too many or the bits that pad the last digit are not zero.
    static func octets(_ text: ArraySlice<UInt8>) -> [UInt8]? { digits.octets(text) }

    static func text(_ octets: some Collection<UInt8>) -> String {
        String(decoding: digits.text(octets), as: UTF8.self)
    }
}
