extension ValueForm {
    /// A CAA value (RFC 8659 §4), checked for the tags whose syntax is known.
    static let authorization = ValueForm("the CAA value without quotes, for tag issue a CA's domain or \";\"") {
        text, draft throws(Violation) in
        if let hint = misplacedTag(in: text, tag: draft.tag) { throw Violation("value", .format, hint) }
        if let control = text.unicodeScalars.first(where: { $0.properties.generalCategory == .control }) {
            let code = String(control.value, radix: 16, uppercase: true)
            throw Violation("value", .format, "value: holds the control character U+\(code)")
        }
        if let tag = draft.tag, let wanted = AuthorizationSyntax.fault(of: text, tag: tag) {
            throw Violation("value", .format, "value: for tag \(tag) \(wanted)")
        }
        return CanonicalValue(text)
    }

    /// `0 issue "ca.example.net"`: flags and tag are members of their own.
    private static func misplacedTag(in text: String, tag: String?) -> String? {
        let words = text.split(separator: " ", maxSplits: 2)
        guard words.count == 3, words[0].count <= 3, words[0].utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 })
        else { return nil }
        let word = words[1].lowercased()
        guard word == tag || AuthorizationSyntax.known.contains(word) || words[2].first == "\"" else { return nil }
        return "value: put \(words[0]) into flags and \(words[1]) into tag, and leave out the quotes"
    }
}
