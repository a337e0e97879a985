extension FieldKind {
    /// A word of ASCII letters and digits with its length before it (RFC 8659 §4.1).
    static let tag = FieldKind(
        "1 to 255 ASCII letters and digits",
        parse: { text, wire throws(FieldError) in
            let tag = try text.requiredWord()
            guard isTag(tag) else { throw .notATag }
            wire.append(UInt8(tag.count))
            wire += tag
        },
        print: { wire throws(FieldError) in String(decoding: try wire.counted(), as: UTF8.self) },
        read: { message, wire throws(FieldError) in
            let tag = try message.counted()
            guard isTag(tag) else { throw .notATag }
            wire.append(UInt8(tag.count))
            wire += tag
        },
        write: { wire, message throws(FieldError) in
            let tag = try wire.counted()
            message.write(UInt8(tag.count))
            message.write(tag)
        })

    private static func isTag(_ octets: ArraySlice<UInt8>) -> Bool {
        (1...255).contains(octets.count) && octets.allSatisfy(ASCII.isLetterOrDigit)
    }
}
