extension DraftReader {
    /// Nil where the type is not known and the value, as far as can be told, is none that every type refuses.
    func readValue(of kind: RecordKind?, into draft: inout DNSRecord.Draft) throws(Violations) -> CanonicalValue? {
        var wanted: String {
            kind.map { "\($0.definition.value.expectation), for example \($0.definition.example)" } ?? "a string"
        }
        guard let json = members[.value] else { throw Violations("value", .required, "value: required, \(wanted)") }
        guard case .string(let text) = json else {
            throw Violations("value", .type, "value: \(json.typeName), not \(wanted)")
        }
        guard !text.isEmpty else { throw Violations("value", .format, "value: empty, not \(wanted)") }
        // Text is measured by what it says, however it is spelt.
        guard text.utf8.count <= Limits.value || kind == .txt else {
            throw Violations("value", .range, "value: \(text.utf8.count) octets, of at most \(Limits.value)")
        }
        guard let kind else { return nil }
        do {
            return try kind.definition.value.reader(text, &draft)
        } catch {
            throw explained(error, text, kind, draft)
        }
    }

    private func explained(
        _ faults: Violations, _ text: String, _ kind: RecordKind, _ draft: DNSRecord.Draft
    ) -> Violations {
        if let misplaced = MisplacedFields(in: text, of: kind) {
            return self.faults(misplaced, kind, draft)
        }
        var faults = faults
        guard faults.listed.first?.propertyPath == "value" else { return faults }
        if faults.listed.first?.code == .format, text.first?.isWhitespace == true || text.last?.isWhitespace == true {
            faults.amendFirst { $0 + " (values are not trimmed: there is a space at one end)" }
        }
        if members[.type] == nil { faults.amendFirst { $0 + " (type was absent, which means 0, A)" } }
        return faults
    }

    /// What else is wrong shows only in what is left without them.
    private func faults(_ misplaced: MisplacedFields, _ kind: RecordKind, _ draft: DNSRecord.Draft) -> Violations {
        var faults = Violations(
            "value", .format, "value: \(misplaced.hint); value is \(kind.definition.value.expectation)")
        var draft = draft
        _ = faults.noting { () throws(Violations) in try kind.definition.value.reader(misplaced.rest, &draft) }
        return faults
    }
}
