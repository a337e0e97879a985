extension String {
    /// The first control character (Unicode category Cc) as messages show it: `U+000A`.
    var firstControl: String? {
        // Those beyond ASCII are U+0080 to U+009F: C2 and an octet up to 9F.
        guard utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return nil }
        return unicodeScalars.first(where: \.isControl)?.codePoint
    }
}

extension Unicode.Scalar {
    /// Unicode's category Cc, which will not grow.
    var isControl: Bool { value < 0x20 || (0x7F..<0xA0).contains(value) }

    /// `U+000A`
    var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
