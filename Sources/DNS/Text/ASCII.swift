/// What DNS knows of letters: only those of ASCII have case (RFC 4343 §3).
enum ASCII {
    static func isUpper(_ octet: UInt8) -> Bool {
        octet &- 0x41 < 26
    }

    static func isDigit(_ octet: UInt8) -> Bool {
        octet &- 0x30 < 10
    }

    static func isLetterOrDigit(_ octet: UInt8) -> Bool {
        isDigit(octet) || lowercased(octet) &- 0x61 < 26
    }

    /// Printable and not a space.
    static func isGraphic(_ octet: UInt8) -> Bool {
        octet &- 0x21 < 0x5E
    }

    static func lowercased(_ octet: UInt8) -> UInt8 {
        isUpper(octet) ? octet | 0x20 : octet
    }

    static func uppercased(_ octet: UInt8) -> UInt8 {
        octet &- 0x61 < 26 ? octet & 0xDF : octet
    }

    /// Whether two runs of octets of one length differ at most in case. A length octet of a name is at most 63 and so
    /// never taken for a letter.
    static func areEqual(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
        if a == b { return true }
        for (left, right) in zip(a, b) where lowercased(left) != lowercased(right) { return false }
        return true
    }
}
