import DNS

extension Rules {
    /// No two records with the same name, type and canonical value.
    static func duplicate(_ draft: DNSRecord.Draft, _ others: [DNSRecord]) -> Conflict? {
        let same = others.filter { $0.kind == draft.kind && $0.canonical == draft.canonical }
        guard !same.isEmpty else { return nil }
        return Conflict(
            "value", .duplicate, "\(draft.name) has this \(draft.kind.typeString) record already", with: same)
    }

    /// A CNAME stands with other CNAMEs alone (RFC 1034 §3.6.2, RFC 2181 §10.1).
    static func alias(_ draft: DNSRecord.Draft, _ others: [DNSRecord]) -> Conflict? {
        let isAlias = draft.kind == .cname
        let opposed = others.filter { ($0.kind == .cname) != isAlias }
        guard !opposed.isEmpty else { return nil }
        let message =
            isAlias
            ? "\(draft.name) has other records (\(types(opposed))), and a CNAME stands alone"
            : "\(draft.name) has a CNAME, which stands alone"
        return Conflict("name", .conflict, message, with: opposed)
    }

    private static let claimants: Set<RecordKind> = [.redirect, .flatten, .pullZone, .script]
    /// CNAME belongs here too, but no type at all stands beside one (`alias`).
    private static let addresses: Set<RecordKind> = [.a, .aaaa]

    /// Redirect, Flatten, PullZone and Script answer for the addresses of their name themselves.
    static func claim(_ draft: DNSRecord.Draft, _ others: [DNSRecord]) -> Conflict? {
        let claims = claimants.contains(draft.kind)
        guard !others.isEmpty, claims || addresses.contains(draft.kind) else { return nil }
        // An equal record is a duplicate, and nothing more.
        let opposed = others.filter {
            claimants.contains($0.kind) && !($0.kind == draft.kind && $0.canonical == draft.canonical)
                || claims && addresses.contains($0.kind)
        }
        guard !opposed.isEmpty else { return nil }
        let one = claims ? draft.kind.typeString : types(opposed)
        return Conflict(
            "name", .conflict, "\(draft.name) has \(types(opposed)), and \(one) answers for all addresses of its name",
            with: opposed)
    }

    /// RFC 6672 §2.4: "there MUST be at most one" of them at a name.
    static func redirection(_ draft: DNSRecord.Draft, _ others: [DNSRecord]) -> Conflict? {
        guard draft.kind == .dname else { return nil }
        let opposed = others.filter { $0.kind == .dname && $0.canonical != draft.canonical }
        guard !opposed.isEmpty else { return nil }
        return Conflict("name", .conflict, "\(draft.name) has a DNAME, of which there is one at a name", with: opposed)
    }

    /// RFC 7505 §3: a null MX "MUST be the only MX record".
    static func nullExchange(_ draft: DNSRecord.Draft, _ others: [DNSRecord]) -> Conflict? {
        guard draft.kind == .mx else { return nil }
        let opposed = others.filter {
            $0.kind == .mx && ($0.value == "." || draft.value == ".") && $0.canonical != draft.canonical
        }
        guard !opposed.isEmpty else { return nil }
        let message =
            draft.value == "."
            ? "\(draft.name) has other MX records, and a null MX stands alone"
            : "\(draft.name) has a null MX, which stands alone"
        return Conflict("value", .conflict, message, with: opposed)
    }

    /// An RRset that no message can carry could be neither answered nor transferred.
    static func size(_ draft: DNSRecord.Draft, _ others: [DNSRecord], _ domain: Name) -> Conflict? {
        guard draft.kind.rrType != nil else { return nil }
        let set = others.filter { $0.kind == draft.kind }
        // Header, question, OPT; then records whose owner is a pointer to the question (RFC 1035 §4.1).
        let owner = domain.wire.count + (draft.isAtApex ? 0 : draft.name.utf8.count + 1)
        let fixed = 12 + owner + 4 + 11
        let records = set.reduce(12 + draft.canonical.count) { $0 + 12 + $1.canonical.count }
        guard fixed + records > 65535 else { return nil }
        return Conflict(
            "value", .conflict,
            "with it the \(draft.kind.typeString) records of \(draft.name) do not fit into a message",
            with: set)
    }

    private static func types(_ records: [DNSRecord]) -> String {
        Set(records.map(\.kind)).sorted { $0.number < $1.number }.map(\.typeString).joined(separator: ", ")
    }
}
