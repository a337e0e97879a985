/// Octets as digits of a few bits each, the highest bits first (RFC 4648 §3).
struct BitDigits {
    /// In each digit.
    let bits: Int
    /// By value.
    let alphabet: [UInt8]
    /// Nil for what is no digit.
    let value: @Sendable (UInt8) -> UInt8?

    /// Nil if a digit is wrong, one is too many or the bits that pad the last digit are not zero (§3.5).
    func octets(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var octets: [UInt8] = []
        octets.reserveCapacity(text.count * bits / 8)
        var (pending, count): (UInt32, Int) = (0, 0)
        for digit in text {
            guard let value = value(digit) else { return nil }
            pending = pending << UInt32(bits) | UInt32(value)
            count += bits
            if count >= 8 {
                count -= 8
                octets.append(UInt8(truncatingIfNeeded: pending >> UInt32(count)))
            }
        }
        guard count < bits, pending & (1 << UInt32(count) - 1) == 0 else { return nil }
        return octets
    }

    func text(_ octets: some Collection<UInt8>) -> [UInt8] {
        let mask = UInt32(1) << UInt32(bits) - 1
        var text: [UInt8] = []
        text.reserveCapacity((octets.count * 8 + bits - 1) / bits)
        var (pending, count): (UInt32, Int) = (0, 0)
        for octet in octets {
            pending = pending << 8 | UInt32(octet)
            count += 8
            while count >= bits {
                count -= bits
                text.append(alphabet[Int(pending >> UInt32(count) & mask)])
            }
        }
        if count > 0 { text.append(alphabet[Int(pending << UInt32(bits - count) & mask)]) }
        return text
    }
}
