/// The value of a Host field: a host as in a URI and perhaps a port (RFC 9110 §7.2, RFC 3986 §3.2.2).
enum HostField {
    /// An empty one is valid: of a target without an authority.
    static func isValid(_ value: String) -> Bool {
        var rest = Substring(value).utf8
        if rest.first == UInt8(ascii: "[") {
            guard let end = rest.firstIndex(of: UInt8(ascii: "]")) else { return false }
            let address = rest[rest.index(after: rest.startIndex)..<end]
            guard !address.isEmpty, address.allSatisfy(isOfAddress) else { return false }
            rest = rest[rest.index(after: end)...]
        } else {
            let end = rest.firstIndex(of: UInt8(ascii: ":")) ?? rest.endIndex
            guard isName(rest[..<end]) else { return false }
            rest = rest[end...]
        }
        guard let colon = rest.first else { return true }
        return colon == UInt8(ascii: ":") && rest.dropFirst().allSatisfy(isDigit)
    }

    private static func isName(_ octets: Substring.UTF8View) -> Bool {
        var escape = 0
        for octet in octets {
            if escape > 0 {
                guard isHexadecimal(octet) else { return false }
                escape -= 1
            } else if octet == UInt8(ascii: "%") {
                escape = 2
            } else {
                guard isOfName(octet) else { return false }
            }
        }
        return escape == 0
    }

    private static func isOfName(_ octet: UInt8) -> Bool {
        isDigit(octet) || isLetter(octet) || "-._~!$&'()*+,;=".utf8.contains(octet)
    }

    /// IPv6, or an address of a version to come (`v1.…`).
    private static func isOfAddress(_ octet: UInt8) -> Bool {
        isOfName(octet) || octet == UInt8(ascii: ":")
    }

    private static func isDigit(_ octet: UInt8) -> Bool { octet &- UInt8(ascii: "0") < 10 }
    private static func isLetter(_ octet: UInt8) -> Bool { (octet | 0x20) &- UInt8(ascii: "a") < 26 }

    private static func isHexadecimal(_ octet: UInt8) -> Bool {
        isDigit(octet) || (octet | 0x20) &- UInt8(ascii: "a") < 6
    }
}
