import Foundation

/// RFC 4648 §5, without padding.
enum Base64URL {
    static func text(_ octets: some Sequence<UInt8>) -> String {
        let digits = Data(octets).base64EncodedData().lazy.filter { $0 != UInt8(ascii: "=") }.map { digit in
            switch digit {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            default: digit
            }
        }
        return String(decoding: Array(digits), as: UTF8.self)
    }

    /// Nil for a text that `text` would not have written: one value has one spelling.
    static func octets(_ text: some StringProtocol) -> [UInt8]? {
        var digits = text.utf8.map { digit in
            switch digit {
            case UInt8(ascii: "-"): UInt8(ascii: "+")
            case UInt8(ascii: "_"): UInt8(ascii: "/")
            default: digit
            }
        }
        digits += [UInt8](repeating: UInt8(ascii: "="), count: (4 - digits.count % 4) % 4)
        guard let octets = Data(base64Encoded: Data(digits)), self.text(octets) == text else { return nil }
        return Array(octets)
    }
}
