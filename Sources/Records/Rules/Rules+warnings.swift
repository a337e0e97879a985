import DNS

extension Rules {
    /// What will not do what one might expect.
    public static func warnings(_ draft: DNSRecord.Draft, _ surroundings: Surroundings) -> [Warning] {
        [
            occluded(draft, surroundings),
            mismatch(draft, surroundings.beside),
            neverAnswered(draft, surroundings.beside),
        ].compactMap(\.self) + unreadable(draft, surroundings.beside) + notServedYet(draft, surroundings.provider)
    }

    /// RFC 1034 §4.2.1: below a cut another zone has authority; only glue is ours.
    private static func occluded(_ draft: DNSRecord.Draft, _ surroundings: Surroundings) -> Warning? {
        let (above, beside) = (surroundings.cutsAbove, surroundings.beside.filter { $0.kind == .ns })
        if draft.kind == .ns, above.isEmpty { return beside.isEmpty ? occluding(draft, surroundings) : nil }
        guard let cut = above.first ?? beside.first,
            !isGlue(draft, of: (above + beside).map(\.draft), surroundings.domain)
        else { return nil }
        return Warning("name", .occluded, "name: \(cut.name) is delegated to \(cut.value), so this is not answered")
    }

    /// The first NS record of a name hides what else is there.
    private static func occluding(_ draft: DNSRecord.Draft, _ surroundings: Surroundings) -> Warning? {
        let hidden = surroundings.beside.filter { !isGlue($0.draft, of: [draft], surroundings.domain) }
        guard !hidden.isEmpty else { return nil }
        return Warning(
            "type", .occluded, "type: \(draft.name) is delegated by this, so its other records are no longer answered")
    }

    /// Whether it is what the parent of a delegated zone has to say (RFC 4035 §3.1.4.1).
    private static func isGlue(_ draft: DNSRecord.Draft, of cuts: [DNSRecord.Draft], _ domain: Name) -> Bool {
        if draft.kind == .ds { return cuts.allSatisfy { $0.name == draft.name } }
        guard draft.kind == .a || draft.kind == .aaaa, let owner = try? draft.owner(in: domain) else { return false }
        return cuts.contains { (try? Name($0.value)) == owner }
    }

    /// RFC 2181 §5.2: "the TTLs of all RRs in an RRSet must be the same."
    private static func mismatch(_ draft: DNSRecord.Draft, _ others: [DNSRecord]) -> Warning? {
        let set = others.filter { $0.kind == draft.kind && draft.kind.rrType != nil }
        guard set.contains(where: { $0.ttl != draft.ttl }) else { return nil }
        let smallest = set.reduce(draft.ttl) { min($0, $1.ttl) }
        return Warning(
            "ttl", .ttlMismatch,
            "ttl: the \(draft.kind.typeString) records of \(draft.name) differ; all get the smallest, \(smallest)"
        )
    }

    private static func neverAnswered(_ draft: DNSRecord.Draft, _ others: [DNSRecord]) -> Warning? {
        guard draft.weight == 0, draft.kind != .srv else { return nil }
        guard others.contains(where: { $0.kind == draft.kind && $0.effectiveWeight > 0 }) else { return nil }
        return Warning("weight", .neverAnswered, "weight: 0 is answered only while every other record is offline")
    }

    private static func notServedYet(_ draft: DNSRecord.Draft, _ provider: ProviderDescription) -> [Warning] {
        var warnings: [Warning] = []
        if provider.notServedYet.kinds.contains(draft.kind) {
            let what =
                draft.kind == .dname ? "names below it are not answered yet" : "stored, but not answered yet"
            warnings.append(Warning("type", .notServedYet, "type: \(draft.kind.typeString): \(what)"))
        }
        // In an SRV record the weight is data.
        if provider.notServedYet.fields.contains(.weight), draft.weight != nil, draft.kind != .srv {
            warnings.append(Warning("weight", .notServedYet, "weight: stored, but has no effect on addresses yet"))
        }
        if provider.notServedYet.fields.contains(.monitorType), let monitor = draft.monitorType, monitor != 0 {
            warnings.append(Warning("monitorType", .notServedYet, "monitorType: stored, but nothing is watched yet"))
        }
        return warnings
    }
}

extension DNSRecord.Draft {
    /// Null counts as 100.
    var effectiveWeight: Int { weight ?? 100 }
}
