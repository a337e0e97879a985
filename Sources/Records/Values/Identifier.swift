/// How things are named in paths and bodies.
public enum Identifier {
    /// A positive number without sign or leading zero.
    public static func number(_ text: some StringProtocol) -> Int64? {
        guard text.first != "0", text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return Int64(text)
    }

    /// A UUID in its text form (RFC 9562 §4), in lower case.
    public static func uuid(_ text: some StringProtocol) -> String? {
        guard text.utf8.count == 36, zip(text.utf8, 0...).allSatisfy(mayStandInUUID) else { return nil }
        return text.lowercased()
    }

    private static func mayStandInUUID(_ octet: UInt8, at index: Int) -> Bool {
        let isHyphens = index == 8 || index == 13 || index == 18 || index == 23
        return isHyphens ? octet == UInt8(ascii: "-") : Character(Unicode.Scalar(octet)).isHexDigit
    }
}
