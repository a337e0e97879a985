extension FieldKind {
    /// EDNS options, to the end (RFC 6891 §6.1.2).
    static let options = FieldKind(
        "EDNS options", hasText: false,
        parse: { _, _ throws(FieldError) in throw .missing },
        print: { _ throws(FieldError) in throw .missing },
        read: { message, wire throws(FieldError) in
            let octets = message.rest()
            guard EDNS.options(octets) != nil else { throw .endsEarly }
            wire += octets
        },
        write: { wire, message throws(FieldError) in message.write(wire.rest()) })
}
