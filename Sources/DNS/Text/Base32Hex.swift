/// RFC 4648 §7, without padding, as NSEC3 has it (RFC 5155 §3.3).
enum Base32Hex {
    private static let digits = Array("0123456789abcdefghijklmnopqrstuv".utf8)

    /// Nil if a digit is wrong, one is too many or the bits that pad the last digit are not zero.
    static func octets(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var octets: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for octet in text {
            guard let value = value(octet) else { return nil }
            bits = bits << 5 | value
            count += 5
            if count >= 8 {
                count -= 8
                octets.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        guard count < 5, bits & (1 << UInt32(count) - 1) == 0 else { return nil }
        return octets
    }

    static func text(_ octets: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for octet in octets {
            bits = bits << 8 | UInt32(octet)
            count += 8
            while count >= 5 {
                count -= 5
                text.append(digits[Int(bits >> UInt32(count) & 31)])
            }
        }
        if count > 0 { text.append(digits[Int(bits << UInt32(5 - count) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }

    private static func value(_ digit: UInt8) -> UInt32? {
        switch ASCII.lowercased(digit) {
        case 0x30...0x39: UInt32(digit - 0x30)
        case 0x61...0x76: UInt32(ASCII.lowercased(digit) - 0x61 + 10)
        default: nil
        }
    }
}
