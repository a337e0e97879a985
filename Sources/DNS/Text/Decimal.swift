/// Unsigned decimal integers.
enum Decimal {
    /// The value of a run of digits; nil if it is empty, has anything else or is larger than `largest`.
    static func value(_ digits: ArraySlice<UInt8>, through largest: UInt32) -> UInt32? {
        guard !digits.isEmpty else { return nil }
        var value: UInt64 = 0
        for digit in digits {
            guard ASCII.isDigit(digit) else { return nil }
            value = value * 10 + UInt64(digit - 0x30)
            guard value <= largest else { return nil }
        }
        return UInt32(value)
    }
}
