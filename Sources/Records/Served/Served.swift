import DNS

/// What a name server has to say at one name: its records, and what the domain's settings add.
public enum Served {
    /// The TTL of what settings add.
    public static let settingsTTL: UInt32 = 3600

    /// - Parameters:
    ///   - records: all that are stored at `owner`.
    ///   - nameServers: those of the domain: NS records at the apex, addresses at their own names.
    /// - Returns: the resource records of `owner`, all RRsets, without the SOA.
    public static func records(
        at owner: Name, in domain: Name, from records: [DNSRecord], nameServers: [NameServer]
    ) -> [ResourceRecord] {
        var served: [ResourceRecord] = []
        for (kind, set) in sets(records) {
            // RFC 2181 §5.2: one TTL for the set; the smallest keeps every promise that was made.
            let ttl = UInt32(clamping: set.lazy.map(\.draft.ttl).min() ?? 0)
            let members = kind == .cname ? heaviest(set) : set
            served += members.compactMap { record in
                record.rdata.map { ResourceRecord(owner: owner, ttl: ttl, rdata: $0) }
            }
        }
        return served + settings(at: owner, in: domain, nameServers, beside: records)
    }

    /// The records of each kind that has an RR, in the order of the kinds' numbers.
    private static func sets(_ records: [DNSRecord]) -> [(RecordKind, [DNSRecord])] {
        var sets: [(kind: RecordKind, records: [DNSRecord])] = []
        for record in records where record.draft.kind.rrType != nil {
            if let place = sets.firstIndex(where: { $0.kind == record.draft.kind }) {
                sets[place].records.append(record)
            } else {
                sets.append((record.draft.kind, [record]))
            }
        }
        return sets.sorted { $0.kind.number < $1.kind.number }
    }

    /// Of several CNAMEs one is answered (RFC 2181 §10.1): the heaviest, of equals the oldest.
    private static func heaviest(_ aliases: [DNSRecord]) -> [DNSRecord] {
        let chosen = aliases.min { ($1.effectiveWeight, $0.recordId) < ($0.effectiveWeight, $1.recordId) }
        return chosen.map { [$0] } ?? []
    }

    private static func settings(
        at owner: Name, in domain: Name, _ nameServers: [NameServer], beside records: [DNSRecord]
    ) -> [ResourceRecord] {
        var served: [ResourceRecord] = []
        if owner == domain {
            for server in nameServers {
                // An NS record's RDATA is the name itself (RFC 1035 §3.3.11), which any name can be.
                guard let rdata = try? RDATA(.ns, wire: server.name.canonical.wire) else { continue }
                served.append(ResourceRecord(owner: owner, ttl: settingsTTL, rdata: rdata))
            }
        }
        let claimed: Set<RecordKind> = [.a, .aaaa, .cname]
        guard !records.contains(where: { claimed.contains($0.kind) }) else { return served }
        for rdata in Set(nameServers.filter { $0.name == owner }.flatMap(\.addresses)).sorted(by: precedes) {
            served.append(ResourceRecord(owner: owner, ttl: settingsTTL, rdata: rdata))
        }
        return served
    }

    private static func precedes(_ a: RDATA, _ b: RDATA) -> Bool {
        a.type == b.type ? a.wire.lexicographicallyPrecedes(b.wire) : a.type.rawValue < b.type.rawValue
    }
}
