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

    /// One word or string of any length, to the end and without a length before it (RFC 8659 §4.1).
    static let longString = FieldKind(
        "string",
        parse: { text, wire throws(FieldError) in
            let token = try text.required()
            do throws(TextError) {
                wire += try token.unescaped()
            } catch {
                throw .text(error)
            }
        },
        print: { wire throws(FieldError) in CharacterStrings.quoted(wire.rest()) },
        read: { message, wire throws(FieldError) in wire += message.rest() },
        write: { wire, message throws(FieldError) in message.write(wire.rest()) })
}
