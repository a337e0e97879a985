/// What a TXT record holds: character strings of at most 255 octets each, at least one (RFC 1035 §3.3.14).
public struct CharacterStrings: Sendable, Hashable, CustomStringConvertible {
    public static let longest = 255

    public let strings: [[UInt8]]

    /// The strings of a text that is wholly master-file strings, quoted or not.
    public init(parsing text: some StringProtocol) throws(TextError) {
        var reader = TextReader(text)
        try self.init(reading: &reader)
    }

    init(reading reader: inout TextReader) throws(TextError) {
        var strings: [[UInt8]] = []
        while let token = try reader.token() {
            let string = try token.unescaped()
            guard string.count <= Self.longest else { throw .stringTooLong }
            strings.append(string)
        }
        guard !strings.isEmpty else { throw .noString }
        self.strings = strings
    }

    /// Octets of any number, divided every 255; none make one empty string.
    public init(splitting octets: some Collection<UInt8>) {
        var rest = Array(octets)[...]
        var strings: [[UInt8]] = []
        repeat {
            strings.append(Array(rest.prefix(Self.longest)))
            rest = rest.dropFirst(Self.longest)
        } while !rest.isEmpty
        self.strings = strings
    }

    /// Nil when `wire` is not at least one string, each with its length before it.
    public init?(wire: some Collection<UInt8>) {
        var reader = WireReader(Array(wire))
        var strings: [[UInt8]] = []
        while let count = reader.uint8() {
            guard let string = reader.octets(Int(count)) else { return nil }
            strings.append(Array(string))
        }
        guard !strings.isEmpty else { return nil }
        self.strings = strings
    }

    public var wire: [UInt8] {
        strings.flatMap { [UInt8($0.count)] + $0 }
    }

    /// All strings, one after the other.
    public var joined: [UInt8] {
        strings.flatMap { $0 }
    }

    /// Quoted, with a space between, printable ASCII as it is and all else escaped.
    public var description: String {
        strings.map { Self.quoted($0) }.joined(separator: " ")
    }

    static func quoted(_ octets: some Sequence<UInt8>) -> String {
        var text = [UInt8(ascii: "\"")]
        for octet in octets {
            if octet == 0x20 {
                text.append(octet)
            } else {
                Escape.append(octet, to: &text) { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
            }
        }
        text.append(UInt8(ascii: "\""))
        return String(decoding: text, as: UTF8.self)
    }
}
