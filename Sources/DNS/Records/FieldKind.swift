/// What a field of RDATA may be: four functions between its text, its wire form and a message. One file per kind.
public struct FieldKind: Sendable {
    /// For people: "integer from 0 to 65535".
    public let summary: String
    /// Whether what `write` writes may differ from what `read` returned: the field has names that are compressed in
    /// messages or lower-cased in the canonical form.
    let hasNames: Bool
    /// False for fields of types that appear in no master file.
    let hasText: Bool

    /// Reads the field's words and appends its wire form.
    let parse: @Sendable (_ text: inout TextReader, _ wire: inout [UInt8]) throws(FieldError) -> Void
    /// Reads the uncompressed wire form and returns the text.
    let print: @Sendable (_ wire: inout WireReader) throws(FieldError) -> String
    /// Reads the field from a message or from RDATA alone, checks it and appends it without compression.
    let read: @Sendable (_ message: inout WireReader, _ wire: inout [UInt8]) throws(FieldError) -> Void
    /// Reads the uncompressed wire form and writes it to a message, or in canonical form.
    let write: @Sendable (_ wire: inout WireReader, _ message: inout WireWriter) throws(FieldError) -> Void

    init(
        _ summary: String, hasNames: Bool = false, hasText: Bool = true,
        parse: @escaping @Sendable (inout TextReader, inout [UInt8]) throws(FieldError) -> Void,
        print: @escaping @Sendable (inout WireReader) throws(FieldError) -> String,
        read: @escaping @Sendable (inout WireReader, inout [UInt8]) throws(FieldError) -> Void,
        write: @escaping @Sendable (inout WireReader, inout WireWriter) throws(FieldError) -> Void
    ) {
        self.summary = summary
        self.hasNames = hasNames
        self.hasText = hasText
        self.parse = parse
        self.print = print
        self.read = read
        self.write = write
    }

    /// A field without names, whose octets are the same everywhere: `take` takes them and sees that they are whole.
    init(
        _ summary: String,
        parse: @escaping @Sendable (inout TextReader, inout [UInt8]) throws(FieldError) -> Void,
        print: @escaping @Sendable (ArraySlice<UInt8>) throws(FieldError) -> String,
        taking take: @escaping @Sendable (inout WireReader) throws(FieldError) -> ArraySlice<UInt8>
    ) {
        self.init(
            summary, parse: parse,
            print: { wire throws(FieldError) in try print(try take(&wire)) },
            read: { message, wire throws(FieldError) in wire += try take(&message) },
            write: { wire, message throws(FieldError) in message.write(try take(&wire)) })
    }
}

extension TextReader {
    /// The word or string that a field needs.
    mutating func required() throws(FieldError) -> Token {
        guard let next = try optional() else { throw .missing }
        return next
    }

    /// The word, not a quoted string, that a field needs; as written.
    mutating func requiredWord() throws(FieldError) -> ArraySlice<UInt8> {
        guard let word = try nextWord() else { throw .missing }
        return word
    }

    /// The next word, not a quoted string, as written; nil at the end.
    mutating func nextWord() throws(FieldError) -> ArraySlice<UInt8>? {
        guard let token = try optional() else { return nil }
        guard !token.isQuoted else { throw .quoted }
        return token.raw
    }

    /// An integer of one octet that a field needs.
    mutating func requiredUInt8(through largest: UInt8 = .max) throws(FieldError) -> UInt8 {
        guard let value = Decimal.value(try requiredWord(), through: UInt32(largest)) else {
            throw .notAnInteger(through: UInt32(largest))
        }
        return UInt8(value)
    }

    /// The wire form of the next name; nil at the end.
    mutating func nextName() throws(FieldError) -> [UInt8]? {
        guard let word = try nextWord() else { return nil }
        do throws(NameError) {
            return try Name(text: word, origin: origin).wire
        } catch {
            throw .notAName(error)
        }
    }

    private mutating func optional() throws(FieldError) -> Token? {
        do {
            return try token()
        } catch {
            throw .text(error)
        }
    }
}

extension WireReader {
    /// The octets that a field needs.
    mutating func required(_ count: Int) throws(FieldError) -> ArraySlice<UInt8> {
        guard let octets = octets(count) else { throw .endsEarly }
        return octets
    }
}
