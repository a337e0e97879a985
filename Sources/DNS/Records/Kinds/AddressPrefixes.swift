extension FieldKind {
    /// `[!]family:address/prefix` any number of times, to the end (RFC 3123 §4, §5).
    static let addressPrefixes = FieldKind(
        "address prefixes such as 1:192.0.2.0/24 and !2:2001:db8::/32",
        parse: { text, wire throws(FieldError) in
            while let word = try text.nextWord() {
                guard let octets = addressPrefix(word) else { throw .notAnAddressPrefix }
                wire += octets
            }
        },
        print: { wire throws(FieldError) in
            var words: [String] = []
            while !wire.isAtEnd { words.append(try wire.addressPrefix().text()) }
            return words.joined(separator: " ")
        },
        read: { message, wire throws(FieldError) in
            let start = message.position
            while !message.isAtEnd { _ = try message.addressPrefix() }
            wire += message.octets[start..<message.position]
        },
        write: { wire, message throws(FieldError) in message.write(wire.rest()) })

    private static func addressPrefix(_ word: ArraySlice<UInt8>) -> [UInt8]? {
        let isNegated = word.first == UInt8(ascii: "!")
        let word = isNegated ? word.dropFirst() : word
        guard let colon = word.firstIndex(of: UInt8(ascii: ":")), let slash = word.lastIndex(of: UInt8(ascii: "/")),
            colon < slash, let family = Decimal.value(word[..<colon], through: 2), family > 0,
            let length = Decimal.value(word[(slash + 1)...], through: family == 1 ? 32 : 128)
        else { return nil }
        let text = word[(colon + 1)..<slash]
        guard let address = family == 1 ? IPv4Address(text: text)?.octets : IPv6Address(text: text)?.octets else {
            return nil
        }
        // RFC 3123 §4: no trailing zero octets.
        let count = address.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
        return [0, UInt8(family), UInt8(length), UInt8(count) | (isNegated ? 0x80 : 0)] + address[..<count]
    }
}

private struct AddressPrefix {
    let family: UInt16
    let length: UInt8
    let isNegated: Bool
    /// Without trailing zeros.
    let address: ArraySlice<UInt8>

    /// There is text for IPv4 and IPv6 only (RFC 3123 §5).
    func text() throws(FieldError) -> String {
        // What could not be read back is left to the form of RFC 3597.
        let bits = family == 1 ? 32 : 128
        guard Int(length) <= bits, address.count <= bits / 8, address.last != 0 else { throw .notAnAddressPrefix }
        let padded = address + Array(repeating: 0, count: max(0, (family == 1 ? 4 : 16) - address.count))
        let text = family == 1 ? IPv4Address(octets: padded)?.description : IPv6Address(octets: padded)?.description
        guard (1...2).contains(family), let text else { throw .notAnAddressPrefix }
        return "\(isNegated ? "!" : "")\(family):\(text)/\(length)"
    }
}

extension WireReader {
    fileprivate mutating func addressPrefix() throws(FieldError) -> AddressPrefix {
        guard let family = uint16(), let length = uint8(), let count = uint8(), let address = octets(Int(count & 0x7F))
        else { throw .endsEarly }
        return AddressPrefix(family: family, length: length, isNegated: count & 0x80 != 0, address: address)
    }
}
