/// The presentation form: the fields of the type, or that of RFC 3597 for a type without.
extension RDATA {
    /// What follows the type in a master file, or `\#`, a length and the octets in hexadecimal.
    public init(_ type: RecordType, text: some StringProtocol, origin: Name = .root) throws(RDATAError) {
        var reader = TextReader(text, origin: origin)
        try self.init(type, reading: &reader)
    }

    /// The rest of `reader`.
    init(_ type: RecordType, reading reader: inout TextReader) throws(RDATAError) {
        // RFC 3597 §5 allows this form for every type.
        if reader.takeGenericMark() {
            let mark = reader.place
            do throws(RDATAError) {
                try self.init(type, wire: try Self.generic(&reader))
            } catch {
                reader.point(at: mark)
                throw error
            }
            return
        }
        guard let definition = type.definition, definition.hasText else { throw .noTextForm(type) }
        var wire: [UInt8] = []
        for field in definition.fields {
            do {
                try field.kind.parse(&reader, &wire)
            } catch {
                throw .field(field.name, error)
            }
        }
        guard try Self.token(&reader) == nil else { throw .surplusText }
        guard wire.count <= Self.longest else { throw .tooLong }
        self.init(unchecked: type, wire)
    }

    /// Reads back as the same octets, whatever they are.
    public var text: String {
        guard let definition = type.definition, definition.hasText else { return genericText }
        var reader = WireReader(wire)
        var words: [String] = []
        for field in definition.fields {
            guard let word = try? field.kind.print(&reader) else { return genericText }
            if !word.isEmpty { words.append(word) }
        }
        return words.joined(separator: " ")
    }

    /// The form of RFC 3597 §5.
    public var genericText: String {
        wire.isEmpty ? "\\# 0" : "\\# \(wire.count) \(Hexadecimal.text(wire))"
    }

    private static func generic(_ reader: inout TextReader) throws(RDATAError) -> [UInt8] {
        guard let length = try token(&reader), let count = Decimal.value(length.raw, through: 0xFFFF) else {
            throw .notGeneric
        }
        var digits: [UInt8] = []
        while let word = try token(&reader) { digits += word.raw }
        guard let octets = Hexadecimal.octets(digits), octets.count == count else { throw .notGeneric }
        return octets
    }

    private static func token(_ reader: inout TextReader) throws(RDATAError) -> TextReader.Token? {
        do {
            return try reader.token()
        } catch {
            throw .text(error)
        }
    }
}
