/// Octets as hexadecimal digits.
enum Hexadecimal {
    static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x37
        case 0x61...0x66: digit - 0x57
        default: nil
        }
    }

    /// Nil if there is an odd digit or anything but digits.
    static func octets(_ text: [UInt8]) -> [UInt8]? {
        guard text.count.isMultiple(of: 2) else { return nil }
        var octets: [UInt8] = []
        octets.reserveCapacity(text.count / 2)
        for position in stride(from: 0, to: text.count, by: 2) {
            guard let high = value(text[position]), let low = value(text[position + 1]) else { return nil }
            octets.append(high << 4 | low)
        }
        return octets
    }

    static func text(_ octets: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for octet in octets {
            text += [digits[Int(octet >> 4)], digits[Int(octet & 15)]]
        }
        return String(decoding: text, as: UTF8.self)
    }
}
