/// Notices a value that carries what belongs into other members, as in a zone file: `10 mail.example.net`.
enum MisplacedFields {
    /// What to do about it; nil where the leading words are no numbers or nothing follows them.
    static func hint(in value: String, of kind: RecordKind) -> String? {
        var words = value.split(separator: " ")[...]
        var advice: [String] = []
        for field in kind.definition.rdata {
            guard words.count > 1, case .integer = field.form, let word = words.first, Int(word) != nil else { break }
            advice.append("\(word) into \(field.rawValue)")
            words = words.dropFirst()
        }
        return advice.isEmpty ? nil : "value: put " + advice.joined(separator: ", ")
    }
}
