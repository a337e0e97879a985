/// How things are named in paths.
enum Identifier {
    /// A positive number without sign or leading zero.
    static func number(_ text: some StringProtocol) -> Int64? {
        guard text.first != "0", text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return Int64(text)
    }

    /// A UUID in its text form (RFC 9562 §4), in lower case.
    static func uuid(_ text: some StringProtocol) -> String? {
        guard text.utf8.count == 36 else { return nil }
        for (place, octet) in text.utf8.enumerated() {
            switch octet {
            case UInt8(ascii: "-"):
                guard hyphens.contains(place) else { return nil }
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                UInt8(ascii: "A")...UInt8(ascii: "F"):
                guard !hyphens.contains(place) else { return nil }
            default: return nil
            }
        }
        return text.lowercased()
    }

    private static let hyphens = [8, 13, 18, 23]
}
