/// The character strings of a TXT record (RFC 1035 §3.3.14).
struct CharacterStrings {
    private(set) var strings: [[UInt8]] = []

    private static let longest = 255
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    /// Text as it is, split every 255 octets.
    init(literal text: String) {
        let octets = Array(text.utf8)
        for start in stride(from: 0, to: octets.count, by: Self.longest) {
            strings.append(Array(octets[start..<min(start + Self.longest, octets.count)]))
        }
    }

    /// Master-file strings, each in quotes: `"a" "b\"c" "\226"`. Nil if the text is not wholly that.
    init?(_ text: String) {
        var octets = Array(text.utf8)[...]
        guard octets.first == Self.quote else { return nil }
        while !octets.isEmpty {
            guard let string = Self.takeString(from: &octets) else { return nil }
            strings.append(string)
            let rest = octets.drop { $0 == 0x20 || $0 == 0x09 }
            // Strings stand apart, and nothing follows the last one.
            guard rest.startIndex > octets.startIndex ? !rest.isEmpty : octets.isEmpty else { return nil }
            octets = rest
        }
    }

    /// Octets of content; an empty string counts as one, so that their number is bounded too.
    var size: Int { strings.reduce(0) { $0 + max(1, $1.count) } }

    var wire: [UInt8] { strings.flatMap { [UInt8($0.count)] + $0 } }

    /// Literal when that means the same octets and split, else quoted.
    var text: String { literal ?? quoted }

    /// The text of the one string, if it is one and text.
    var onlyText: String? { strings.count == 1 ? String(validating: strings[0], as: UTF8.self) : nil }

    private var literal: String? {
        let octets = Array(strings.joined())
        guard !octets.isEmpty, let text = String(validating: octets, as: UTF8.self),
            text.firstControl == nil,
            CharacterStrings(text) == nil, CharacterStrings(literal: text).strings == strings
        else { return nil }
        return text
    }

    private var quoted: String {
        strings.map { string in
            var text: [UInt8] = [Self.quote]
            for octet in string {
                switch octet {
                case Self.quote, Self.backslash: text += [Self.backslash, octet]
                case 0x20..<0x7F: text.append(octet)
                default: text += [Self.backslash] + Self.decimal(octet)
                }
            }
            return String(decoding: text + [Self.quote], as: UTF8.self)
        }.joined(separator: " ")
    }

    private static func decimal(_ octet: UInt8) -> [UInt8] {
        [octet / 100, octet / 10 % 10, octet % 10].map { UInt8(ascii: "0") + $0 }
    }

    private static func takeString(from octets: inout ArraySlice<UInt8>) -> [UInt8]? {
        guard octets.popFirst() == quote else { return nil }
        var string: [UInt8] = []
        while let octet = octets.popFirst() {
            switch octet {
            case quote: return string.count <= longest ? string : nil
            case backslash:
                guard let escaped = takeEscape(from: &octets) else { return nil }
                string.append(escaped)
            case 0..<0x20, 0x7F: return nil
            default: string.append(octet)
            }
        }
        return nil
    }

    /// What follows a backslash: three digits, or one character (RFC 1035 §5.1).
    private static func takeEscape(from octets: inout ArraySlice<UInt8>) -> UInt8? {
        guard let first = octets.popFirst(), (0x20..<0x7F).contains(first) else { return nil }
        guard first &- UInt8(ascii: "0") < 10 else { return first }
        var value = Int(first - UInt8(ascii: "0"))
        for _ in 0..<2 {
            guard let digit = octets.popFirst(), digit &- UInt8(ascii: "0") < 10 else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return UInt8(exactly: value)
    }
}
