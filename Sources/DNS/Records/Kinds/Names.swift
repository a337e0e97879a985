extension FieldKind {
    /// A name of the types of RFC 1035, the only ones compressed in messages (RFC 3597 §4).
    static let compressibleName = name(isCompressible: true, isCanonicalized: true)

    /// A name of a type that RFC 4034 §6.2 lists: never compressed, lower-cased in the canonical form.
    static let name = name(isCompressible: false, isCanonicalized: true)

    /// A name of a later type: left as it is everywhere (RFC 3597 §7, RFC 6840 §5.1).
    static let verbatimName = name(isCompressible: false, isCanonicalized: false)

    /// Names to the end, left as they are (RFC 8005 §5).
    static let verbatimNames = FieldKind(
        "domain names",
        parse: { text, wire throws(FieldError) in
            while let name = try text.nextName() { wire += name }
        },
        print: { wire throws(FieldError) in
            var words: [String] = []
            while !wire.isAtEnd { words.append(try wire.requiredName().description) }
            return words.joined(separator: " ")
        },
        read: { message, wire throws(FieldError) in
            while !message.isAtEnd { wire += try message.requiredName(allowsPointers: false).wire }
        },
        write: { wire, message throws(FieldError) in message.write(wire.rest()) })

    private static func name(isCompressible: Bool, isCanonicalized: Bool) -> FieldKind {
        FieldKind(
            "domain name", hasNames: isCompressible || isCanonicalized,
            parse: { text, wire throws(FieldError) in
                guard let name = try text.nextName() else { throw .missing }
                wire += name
            },
            print: { wire throws(FieldError) in try wire.requiredName().description },
            read: { message, wire throws(FieldError) in
                // RFC 3597 §4 lets receivers decompress the names of SRV and its like, which some old senders compress.
                wire += try message.requiredName(allowsPointers: isCanonicalized).wire
            },
            write: { wire, message throws(FieldError) in
                message.write(
                    try wire.requiredName(), isCompressible: isCompressible, isCanonicalized: isCanonicalized)
            })
    }
}

extension WireReader {
    fileprivate mutating func requiredName(allowsPointers: Bool = true) throws(FieldError) -> Name {
        do {
            return try name(allowsPointers: allowsPointers)
        } catch {
            throw .notAName(error)
        }
    }
}
