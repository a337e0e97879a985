extension FieldKind {
    /// One or more character strings, to the end (RFC 1035 §3.3.14).
    static let strings = FieldKind(
        "one or more strings of at most 255 octets",
        parse: { text, wire throws(FieldError) in
            do throws(TextError) {
                wire += try CharacterStrings(reading: &text).wire
            } catch {
                throw .text(error)
            }
        },
        print: { wire throws(FieldError) in
            guard let strings = CharacterStrings(wire: wire.rest()) else { throw .endsEarly }
            return strings.description
        },
        read: { message, wire throws(FieldError) in
            let octets = message.rest()
            guard CharacterStrings(wire: octets) != nil else { throw .endsEarly }
            wire += octets
        },
        write: { wire, message throws(FieldError) in message.write(wire.rest()) })

    /// One string, with its length before it (RFC 1035 §3.3).
    static let string = counted(
        "string of at most 255 octets", otherwise: .text(.stringTooLong),
        parse: { text throws(FieldError) in try text.requiredString() }, print: { CharacterStrings.quoted($0) })

    /// One word or string of any length, to the end and without a length before it (RFC 8659 §4.1).
    static let longString = longString("string", mayBeEmpty: true)

    /// RFC 7553 §4.4: "The length of the Target field MUST be greater than zero".
    static let target = longString("string that is not empty", mayBeEmpty: false)

    private static func longString(_ summary: String, mayBeEmpty: Bool) -> FieldKind {
        FieldKind(
            summary,
            parse: { text, wire throws(FieldError) in
                let octets = try text.requiredString()
                guard mayBeEmpty || !octets.isEmpty else { throw .empty }
                wire += octets
            },
            print: { wire throws(FieldError) in
                let octets = wire.rest()
                guard mayBeEmpty || !octets.isEmpty else { throw .empty }
                return CharacterStrings.quoted(octets)
            },
            read: { message, wire throws(FieldError) in wire += message.rest() },
            write: { wire, message throws(FieldError) in message.write(wire.rest()) })
    }
}

extension TextReader {
    fileprivate mutating func requiredString() throws(FieldError) -> [UInt8] {
        let token = try required()
        do throws(TextError) {
            return try token.unescaped()
        } catch {
            throw .text(error)
        }
    }
}
