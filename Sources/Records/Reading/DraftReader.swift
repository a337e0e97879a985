import DNS

/// Goes through a body and says all that is wrong with it.
struct DraftReader {
    let members: BodyMembers
    let domain: Name
    let provider: ProviderDescription

    func read() -> Result<DNSRecord.Draft, Violations> {
        var faults = Faults()
        let kind = faults.note(readKind)
        let ttl = faults.note(readTTL)
        let name = faults.note(readName)
        let comment = faults.note(readComment)
        var draft = DNSRecord.Draft(
            kind: kind ?? .a, name: name ?? "@", ttl: ttl ?? Limits.presetTTL, value: "", comment: comment ?? nil,
            canonical: [])
        for field in Field.allCases where field != .tag {
            draft[field] = faults.note { () throws(Violation) in try readNumber(field, of: kind) } ?? nil
        }
        draft.tag = faults.note { () throws(Violation) in try readTag(of: kind) } ?? nil
        let value = faults.note { () throws(Violation) in try readValue(of: kind, into: &draft) } ?? nil
        if let kind, let name { faults.note(Rules.apexViolation(of: kind, at: name)) }
        for name in members.unknown { faults.note(Self.unknownMember(name)) }

        guard faults.all.isEmpty, let value else { return .failure(Violations(faults.inOrder)) }
        draft.fillPresets()
        draft.value = value.text
        draft.canonical = draft.octets(with: value.octets)
        return .success(draft)
    }

    private func readTTL() throws(Violation) -> Int {
        let range = Limits.ttl.clamped(to: provider.ttl)
        guard let ttl = members[.ttl] else { return min(max(Limits.presetTTL, range.lowerBound), range.upperBound) }
        return try ttl.integer(in: range, at: "ttl", "an integer from \(range.lowerBound) to \(range.upperBound)")
    }

    private func readName() throws(Violation) -> String {
        let wanted = "a name relative to the domain, or @ for the domain itself"
        guard let name = members[.name] else { throw Violation("name", .required, "name: required, \(wanted)") }
        return try OwnerName(try name.text(at: "name", wanted), in: domain).text
    }

    private func readComment() throws(Violation) -> String? {
        var wanted: String { "text of at most \(Limits.comment) characters" }
        guard let comment = try members[.comment]?.text(at: "comment", wanted) else { return nil }
        guard comment.unicodeScalars.count <= Limits.comment else {
            throw Violation("comment", .range, "comment: \(comment.unicodeScalars.count) characters, not \(wanted)")
        }
        guard !comment.unicodeScalars.contains(where: Limits.isBarredInComments) else {
            throw Violation("comment", .format, "comment: holds control characters other than tabs and line ends")
        }
        return comment
    }

    private static func unknownMember(_ name: String) -> Violation {
        let known = BodyMembers.Known.allCases.map(\.rawValue).joined(separator: ", ")
        return Violation(name, .unknown, "\(name): not a member of a record; those are \(known)")
    }
}

/// What was found, and the values of what was not faulty.
private struct Faults {
    private(set) var all: [Violation] = []

    mutating func note<Value>(_ read: () throws(Violation) -> Value) -> Value? {
        do {
            return try read()
        } catch {
            all.append(error)
            return nil
        }
    }

    mutating func note(_ violation: Violation?) {
        if let violation { all.append(violation) }
    }

    /// In the order of the documentation's members; unknown ones as they came.
    var inOrder: [Violation] {
        let order = BodyMembers.Known.allCases.map(\.rawValue)
        func rank(_ violation: Violation) -> Int { order.firstIndex(of: violation.propertyPath) ?? order.count }
        return all.enumerated()
            .sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
            .map(\.element)
    }
}
