/// Times in seconds, as a number or with units: `5400`, `1h30m`.
enum Seconds {
    /// RFC 2181 §8: "a maximum of 2^31 - 1".
    static let longestTTL: UInt32 = 0x7FFF_FFFF

    /// Nil unless there are only numbers, each with a unit of w, d, h, m and s after it but for a single one, and their
    /// sum is at most `largest`.
    static func value(_ text: ArraySlice<UInt8>, through largest: UInt32 = .max) -> UInt32? {
        var sum: UInt64 = 0
        var number: UInt64 = 0
        var hasDigits = false
        var hasUnits = false
        for octet in text {
            if ASCII.isDigit(octet) {
                number = number * 10 + UInt64(octet - 0x30)
                hasDigits = true
            } else {
                guard hasDigits, let unit = unit(octet) else { return nil }
                sum += number * unit
                (number, hasDigits, hasUnits) = (0, false, true)
            }
            guard number <= largest, sum <= largest else { return nil }
        }
        guard hasDigits ? !hasUnits : hasUnits else { return nil }
        sum += number
        return sum <= largest ? UInt32(sum) : nil
    }

    private static func unit(_ letter: UInt8) -> UInt64? {
        switch ASCII.lowercased(letter) {
        case UInt8(ascii: "w"): 604_800
        case UInt8(ascii: "d"): 86_400
        case UInt8(ascii: "h"): 3600
        case UInt8(ascii: "m"): 60
        case UInt8(ascii: "s"): 1
        default: nil
        }
    }
}
