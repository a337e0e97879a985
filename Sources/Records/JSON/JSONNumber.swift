/// A number at a place of a JSON text (RFC 8259 §6), judged exactly: whole or not, without going through a double.
struct JSONNumber {
    let value: JSON
    let end: Int

    /// Nil where the octets are not the spelling of a number.
    init?(in bytes: [UInt8], at start: Int) {
        var scan = Scan(bytes: bytes, position: start)
        let negative = scan.take(UInt8(ascii: "-"))
        if scan.take(UInt8(ascii: "0")) {
            scan.note(0)
        } else {
            guard scan.digits({ scan, digit in scan.note(digit) }) else { return nil }
        }
        if scan.take(UInt8(ascii: ".")) {
            guard scan.digits({ scan, digit in scan.note(digit, fraction: true) }) else { return nil }
        }
        if scan.take(UInt8(ascii: "e")) || scan.take(UInt8(ascii: "E")) {
            let negativeExponent = scan.take(UInt8(ascii: "-"))
            if !negativeExponent { _ = scan.take(UInt8(ascii: "+")) }
            guard scan.digits({ scan, digit in scan.noteExponent(digit) }) else { return nil }
            if negativeExponent { scan.exponent.negate() }
        }
        end = scan.position
        value = scan.integer(negative: negative).map(JSON.integer) ?? Self.double(bytes[start..<end])
    }

    private static func double(_ octets: ArraySlice<UInt8>) -> JSON {
        let spelling = String(decoding: octets, as: UTF8.self)
        let value = Double(spelling) ?? 0
        return abs(value) < 0x1p63 ? .number(value) : .numeral(spelling)
    }
}

/// The digits seen so far: value = significand × 10^(scale + exponent), without trailing zeros in the significand.
private struct Scan {
    let bytes: [UInt8]
    var position: Int
    /// Nil once it no longer fits.
    private var significand: UInt64? = 0
    private var scale = 0
    private var zeros = 0
    var exponent = 0

    init(bytes: [UInt8], position: Int) {
        self.bytes = bytes
        self.position = position
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// Gives every digit to `note`; false if there is none.
    mutating func digits(_ note: (inout Scan, UInt8) -> Void) -> Bool {
        let start = position
        while position < bytes.count, case let digit = bytes[position] &- UInt8(ascii: "0"), digit <= 9 {
            note(&self, digit)
            position += 1
        }
        return position > start
    }

    mutating func note(_ digit: UInt8, fraction: Bool = false) {
        if fraction { scale -= 1 }
        // Zeros count only once a digit follows them: 1.000 and 1e2 are whole numbers that fit.
        guard digit != 0 else {
            zeros += 1
            return
        }
        for _ in 0..<(significand == 0 ? 0 : min(zeros, 20)) { shift(adding: 0) }
        zeros = 0
        shift(adding: digit)
    }

    mutating func noteExponent(_ digit: UInt8) {
        exponent = min(exponent * 10 + Int(digit), 1_000_000_000)
    }

    /// The number, if it is whole and fits 64 bits.
    func integer(negative: Bool) -> Int64? {
        guard let significand else { return nil }
        guard significand != 0 else { return 0 }
        let power = scale + zeros + exponent
        guard power >= 0, power <= 19 else { return nil }
        var magnitude = significand
        for _ in 0..<power {
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            magnitude = product
        }
        guard negative else { return Int64(exactly: magnitude) }
        return magnitude == Int64.min.magnitude ? .min : Int64(exactly: magnitude).map { -$0 }
    }

    private mutating func shift(adding digit: UInt8) {
        guard let old = significand else { return }
        let (product, overflow) = old.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
        significand = overflow || carry ? nil : sum
    }
}
