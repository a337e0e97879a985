extension DraftReader {
    /// The number that was sent; nil for absent. Presets are filled in when the value, too, has been read.
    func readNumber(_ field: Field, of kind: RecordKind?) throws(Violation) -> Int? {
        guard let json = try sent(field, of: kind), case .integer(let range) = field.form else { return nil }
        return try json.integer(in: range, at: field.rawValue, field.expectation)
    }

    func readTag(of kind: RecordKind?) throws(Violation) -> String? {
        guard let json = try sent(.tag, of: kind), case .tag(let lengths) = Field.tag.form else { return nil }
        let tag = try json.text(at: "tag", Field.tag.expectation)
        guard !tag.isEmpty, tag.utf8.allSatisfy(Self.isAlphanumeric) else {
            throw Violation("tag", .format, "tag: not \(Field.tag.expectation)")
        }
        guard lengths.contains(tag.utf8.count) else {
            throw Violation("tag", .range, "tag: \(tag.utf8.count) characters, not \(Field.tag.expectation)")
        }
        // RFC 8659 §4.1: "Matching of tags is case insensitive." So two that differ in case are one record.
        return tag.lowercased()
    }

    private func sent(_ field: Field, of kind: RecordKind?) throws(Violation) -> JSON? {
        let path = field.rawValue
        guard let json = members[of: field] else {
            if let kind, kind.preset(of: field) == .required {
                throw Violation(path, .required, "\(path): required for \(kind.typeString), \(field.expectation)")
            }
            return nil
        }
        guard let kind, !kind.has(field) else { return json }
        let owners = field.kinds.map(\.typeString)
        throw Violation(
            path, .notAllowed,
            "\(path): only \(owners.joined(separator: ", ")) \(owners.count == 1 ? "has" : "have") it")
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
    }
}

extension RecordKind {
    /// Nil if the kind does not have the field.
    func preset(of field: Field) -> Field.Preset? {
        definition.fields.first { $0.field == field }?.preset
    }
}

extension DNSRecord.Draft {
    /// The value and the fields of the type, as another record of it has them.
    mutating func takeData(from other: DNSRecord.Draft) {
        (value, canonical, tag) = (other.value, other.canonical, other.tag)
        for field in Field.allCases { self[field] = other[field] }
    }

    mutating func fillPresets() {
        for (field, preset) in kind.definition.fields {
            if case .integer(let value) = preset, self[field] == nil { self[field] = value }
        }
    }
}
