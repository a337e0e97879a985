import DNS

extension DNSRecord.Draft {
    /// What a resource record of the zone brings, whether or not a body could say it; nil for one whose owner lies outside
    /// of the domain, and for a type that no record has here.
    public init?(importing record: ResourceRecord, into domain: Name) {
        guard record.owner.isAtOrBelow(domain), let kind = RecordKind(rrType: record.rdata.type) else { return nil }
        let canonical = record.rdata.canonical
        self.init(
            kind: kind, name: Self.name(of: record.owner.canonical, in: domain.canonical), ttl: Int(record.ttl),
            value: "", canonical: canonical.wire)
        var rest = canonical.text[...]
        for field in kind.definition.rdata {
            let word = rest.prefix { $0 != " " }
            rest = rest[word.endIndex...].dropFirst()
            if field == .tag { tag = word.lowercased() } else { self[field] = Int(word) }
        }
        fillPresets()
        value = kind.definition.value.written(rest)
        var draft = self
        // In the spelling that a body would get, so that one is known in the other.
        guard let read = try? kind.definition.value.reader(value, &draft),
            Self.areSame(draft.octets(with: read.octets), canonical.wire)
        else { return }
        self = draft
        value = read.text
        self.canonical = octets(with: read.octets)
    }

    /// Whether a body could not have said it: a name, a value or a TTL that only DNS itself has.
    public func isIrregular(in domain: Name) -> Bool {
        var draft = self
        return !Limits.ttl.contains(ttl) || (try? OwnerName(name, in: domain))?.text != name
            || (try? kind.definition.value.reader(value, &draft)) == nil
    }

    private static func name(of owner: Name, in domain: Name) -> String {
        guard owner != domain else { return "@" }
        return String(owner.description.dropLast(domain.description.count + (domain.isRoot ? 0 : 1)))
    }

    /// But for case: the targets of some types are kept in lower case here, and are not in DNS's canonical form.
    private static func areSame(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        func folded(_ octet: UInt8) -> UInt8 { octet &- UInt8(ascii: "A") < 26 ? octet | 0x20 : octet }
        return a.count == b.count && zip(a, b).allSatisfy { folded($0) == folded($1) }
    }
}
