extension FieldKind {
    /// A word of ASCII letters and digits with its length before it (RFC 8659 §4.1).
    static let tag = counted(
        "1 to 255 ASCII letters and digits", otherwise: .notATag,
        parse: { text throws(FieldError) in Array(try text.requiredWord()) },
        print: { String(decoding: $0, as: UTF8.self) },
        accepts: { !$0.isEmpty && $0.allSatisfy(ASCII.isLetterOrDigit) })
}
