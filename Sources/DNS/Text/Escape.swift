/// `\X` and `\DDD` of RFC 1035 §5.1.
enum Escape {
    /// The octet meant by the escape that begins at `position`, which is moved past it; nil if it is none.
    static func octet(in text: ArraySlice<UInt8>, at position: inout Int) -> UInt8? {
        let first = position + 1
        guard first < text.endIndex else { return nil }
        guard ASCII.isDigit(text[first]) else {
            guard ASCII.isGraphic(text[first]) || text[first] == 0x20 else { return nil }
            position = first + 1
            return text[first]
        }
        guard first + 3 <= text.endIndex, let value = Decimal.value(text[first..<first + 3], through: 255) else {
            return nil
        }
        position = first + 3
        return UInt8(value)
    }

    static func append(_ octet: UInt8, to text: inout [UInt8], special: (UInt8) -> Bool) {
        if special(octet) {
            text += [UInt8(ascii: "\\"), octet]
        } else if ASCII.isGraphic(octet) {
            text.append(octet)
        } else {
            text += [UInt8(ascii: "\\"), 0x30 + octet / 100, 0x30 + octet / 10 % 10, 0x30 + octet % 10]
        }
    }
}
