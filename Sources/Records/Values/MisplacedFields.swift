import DNS

/// What a value carries that belongs into other members, as in a zone file: `10 mail.example.net`.
struct MisplacedFields {
    /// What to do about it.
    let hint: String
    /// The value without them. Quotes around all of it are of the zone file as well.
    let rest: String

    /// Nil where the leading words are not such fields, or nothing follows them.
    init?(in value: String, of kind: RecordKind) {
        var words = value.split(separator: " ")[...]
        var advice: [String] = []
        for field in kind.definition.rdata {
            guard words.count > 1, let word = words.first else { break }
            // A word can be a tag only behind the flags.
            guard field == .tag ? !advice.isEmpty : Self.isNumber(word) else { break }
            advice.append("\(Excerpt(word)) into \(field.rawValue)")
            words = words.dropFirst()
        }
        guard !advice.isEmpty, let start = words.first?.startIndex else { return nil }
        hint = "put " + advice.joined(separator: ", ")
        let rest = value[start...]
        let isQuoted = rest.count > 2 && rest.first == "\"" && rest.last == "\""
        self.rest = String(isQuoted ? rest.dropFirst().dropLast() : rest)
    }

    /// `0 issue "ca.example.net"`, or with the tag that was sent: not for text of a tag that is not known.
    static func isAuthorization(_ value: String, tag: String?) -> Bool {
        let words = value.split(separator: " ", maxSplits: 2)
        guard words.count == 3, isNumber(words[0]) else { return false }
        let word = words[1].lowercased()
        return word == tag || AuthorizationSyntax.known.contains(word) || words[2].first == "\""
    }

    private static func isNumber(_ word: Substring) -> Bool {
        word.utf8.count <= 5 && word.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
    }
}
