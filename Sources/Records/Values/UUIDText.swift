/// The text of a UUID (RFC 9562 §4): 8, 4, 4, 4 and 12 hexadecimal digits with hyphens between them.
public enum UUIDText {
    /// In lower case; nil if `text` is not one.
    public static func canonical(_ text: String) -> String? {
        let octets = text.utf8
        guard octets.count == 36, zip(octets, 0...).allSatisfy(mayStand) else { return nil }
        return text.lowercased()
    }

    private static func mayStand(_ octet: UInt8, at index: Int) -> Bool {
        let isHyphens = index == 8 || index == 13 || index == 18 || index == 23
        return isHyphens ? octet == UInt8(ascii: "-") : Character(Unicode.Scalar(octet)).isHexDigit
    }
}
