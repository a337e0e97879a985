import DNS

/// Goes through a body and says all that is wrong with it.
struct DraftReader {
    let members: BodyMembers
    let domain: Name
    let provider: ProviderDescription
    /// The record that is patched.
    var kept: DNSRecord.Draft?

    func read() -> Result<DNSRecord.Draft, Violations> {
        var faults = Violations()
        let kind = faults.noting(readKind)
        let ttl = faults.noting(readTTL)
        let name = faults.noting(readName)
        let comment = faults.noting(readComment)
        var draft = DNSRecord.Draft(
            kind: kind ?? .a, name: name ?? "@", ttl: ttl ?? Limits.presetTTL, value: "", comment: comment ?? nil,
            canonical: [])
        let keptData = kept.flatMap { members.saysData ? nil : $0 }
        var value: CanonicalValue?
        if keptData == nil {
            for field in Field.allCases where field != .tag {
                draft[field] = faults.noting { () throws(Violation) in try readNumber(field, of: kind) } ?? nil
            }
            draft.tag = faults.noting { () throws(Violation) in try readTag(of: kind) } ?? nil
            value = faults.noting { () throws(Violations) in try readValue(of: kind, into: &draft) } ?? nil
        }
        if let kind, let name, let violation = Rules.apexViolation(of: kind, at: name) { faults.note(violation) }
        for name in members.unknown { faults.note(.unknownMember(name, of: "a record", known: Self.known)) }

        guard faults.isEmpty, value != nil || keptData != nil else {
            // Unknown members keep the order in which they came.
            faults.sort { Self.known.firstIndex(of: $0.propertyPath) ?? Self.known.count }
            return .failure(faults)
        }
        if let keptData { draft.takeData(from: keptData) }
        if let value {
            draft.fillPresets()
            draft.value = value.text
            draft.canonical = draft.octets(with: value.octets)
        }
        return .success(draft)
    }

    private static let known = BodyMembers.Known.allCases.map(\.rawValue)

    private func readTTL() throws(Violation) -> Int {
        if let kept, !members.says(.ttl) { return kept.ttl }
        let range = Limits.ttl.clamped(to: provider.ttl)
        guard let ttl = members[.ttl] else { return min(max(Limits.presetTTL, range.lowerBound), range.upperBound) }
        return try ttl.integer(in: range, at: "ttl", "an integer from \(range.lowerBound) to \(range.upperBound)")
    }

    private func readName() throws(Violations) -> String {
        if let kept, !members.says(.name) { return kept.name }
        let wanted = "a name relative to the domain, or @ for the domain itself"
        switch members[.name] {
        case nil: throw Violations("name", .required, "name: required, \(wanted)")
        case .string(let name)?: return try OwnerName(name, in: domain).text
        case let json?: throw Violations("name", .type, "name: \(json.typeName), not \(wanted)")
        }
    }

    private func readComment() throws(Violations) -> String? {
        if let kept, !members.says(.comment) { return kept.comment }
        guard let json = members[.comment] else { return nil }
        var wanted: String { "text of at most \(Limits.comment) characters" }
        guard case .string(let comment) = json else {
            throw Violations("comment", .type, "comment: \(json.typeName), not \(wanted)")
        }
        var faults = Violations()
        let count = comment.unicodeScalars.count
        if count > Limits.comment {
            faults.note(Violation("comment", .range, "comment: \(count) characters, not \(wanted)"))
        }
        if comment.unicodeScalars.contains(where: Limits.isBarredInComments) {
            faults.note(
                Violation("comment", .format, "comment: holds control characters other than tabs and line ends"))
        }
        guard faults.isEmpty else { throw faults }
        return comment
    }
}
