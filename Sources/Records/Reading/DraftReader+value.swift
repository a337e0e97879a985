extension DraftReader {
    /// Nil where the type is not known and the value, as far as can be told, is none that every type refuses.
    func readValue(of kind: RecordKind?, into draft: inout DNSRecord.Draft) throws(Violation) -> CanonicalValue? {
        var wanted: String {
            kind.map { "\($0.definition.value.expectation), for example \($0.definition.example)" } ?? "a string"
        }
        guard let json = members[.value] else { throw Violation("value", .required, "value: required, \(wanted)") }
        let text = try json.text(at: "value", wanted)
        guard !text.isEmpty else { throw Violation("value", .format, "value: empty, not \(wanted)") }
        // Text is measured by what it says, however it is spelt.
        guard text.utf8.count <= Limits.value || kind == .txt else {
            throw Violation("value", .range, "value: \(text.utf8.count) octets, of at most \(Limits.value)")
        }
        guard let kind else { return nil }
        do {
            return try kind.definition.value.reader(text, &draft)
        } catch {
            throw explained(error, text, kind)
        }
    }

    private func explained(_ fault: Violation, _ text: String, _ kind: RecordKind) -> Violation {
        guard fault.propertyPath == "value" else { return fault }
        var fault = fault
        if let hint = MisplacedFields.hint(in: text, of: kind) {
            fault.message = "\(hint); value is \(kind.definition.value.expectation)"
        } else if fault.code == .format, text.first?.isWhitespace == true || text.last?.isWhitespace == true {
            fault.message += " (values are not trimmed: there is a space at one end)"
        }
        if members[.type] == nil { fault.message += " (type was absent, which means 0, A)" }
        return fault
    }
}
