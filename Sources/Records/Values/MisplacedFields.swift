/// Notices a value that carries what belongs into other members, as in a zone file: `10 mail.example.net`.
enum MisplacedFields {
    /// What to do about it; nil where the leading words are not such fields, or nothing follows them.
    static func hint(in value: String, of kind: RecordKind) -> String? {
        var words = value.split(separator: " ")[...]
        var advice: [String] = []
        for field in kind.definition.rdata {
            guard words.count > 1, let word = words.first else { break }
            // A word can be a tag only behind the flags.
            guard field == .tag ? !advice.isEmpty : isNumber(word) else { break }
            advice.append("\(word) into \(field.rawValue)")
            words = words.dropFirst()
        }
        return advice.isEmpty ? nil : "value: put " + advice.joined(separator: ", ")
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
