import DNS

extension Rules {
    /// The records at one name, as far as a warning about one of them, or about one below, depends on them: a few, of
    /// however many.
    public struct Place: Sendable {
        /// In the order of their ids.
        private let decisive: [DNSRecord]
        private let firstCut: DNSRecord?
        /// An NS record for each target.
        private let cuts: [Name: DNSRecord]

        /// Of a name above those that are asked about the NS records are enough.
        public init(_ records: [DNSRecord]) {
            let records = records.sorted { $0.recordId < $1.recordId }
            let delegation = records.filter { $0.kind == .ns }
            decisive = Self.decisive(records, delegation)
            firstCut = delegation.first
            cuts = delegation.reduce(into: [:]) { cuts, record in
                if let target = try? Name(record.value) { cuts[target] = record }
            }
        }

        /// Whatever record is looked at, what remains without it must still tell that TTLs differ, that another has
        /// weight, which NS record is the first, and that there is another SPF record.
        private static func decisive(_ records: [DNSRecord], _ delegation: [DNSRecord]) -> [DNSRecord] {
            guard records.count > 4 else { return records }
            var chosen = Set(delegation.prefix(2).map(\.recordId))
            chosen.formUnion(records.lazy.filter(\.draft.isSenderPolicy).prefix(2).map(\.recordId))
            for set in Dictionary(grouping: records, by: \.draft.kind).values {
                let (low, high) = (set.min { $0.ttl < $1.ttl }, set.max { $0.ttl < $1.ttl })
                let heavy = set.max { $0.draft.effectiveWeight < $1.draft.effectiveWeight }
                chosen.formUnion([low, high, heavy].compactMap { $0?.recordId })
            }
            return records.filter { chosen.contains($0.recordId) }
        }

        fileprivate var isCut: Bool { firstCut != nil }

        /// `owner`: where an address has to be for being glue.
        fileprivate func neighbours(of record: DNSRecord, at owner: Name?) -> [DNSRecord] {
            let others = decisive.filter { $0.recordId != record.recordId }
            guard let glued = owner.flatMap({ cuts[$0] }) else { return others }
            return others + [glued]
        }

        fileprivate func cuts(over owner: Name?) -> [DNSRecord] {
            [firstCut, owner.flatMap { cuts[$0] }].compactMap(\.self)
        }
    }

    /// What will not do what one might expect, of a record that is at `place`, below `places`, the nearest first.
    public static func warnings(
        about record: DNSRecord, at place: Place, below places: [Place], in domain: Name,
        provider: ProviderDescription = .builtIn
    ) -> [Warning] {
        let mayBeGlue = record.kind == .a || record.kind == .aaaa
        let hasCut = place.isCut || places.contains(where: \.isCut)
        let owner = mayBeGlue && hasCut ? try? record.draft.owner(in: domain) : nil
        let surroundings = Surroundings(
            domain: domain, beside: place.neighbours(of: record, at: owner),
            cutsAbove: places.flatMap { $0.cuts(over: owner) }, provider: provider)
        return warnings(record.draft, surroundings)
    }
}
