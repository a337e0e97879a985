import Records

/// What a token, or a member of an organization, is limited to: one entry of `permissions`. What is nil is no limit.
///
/// One entry must allow the whole of a write; what one entry leaves out no other adds to it.
public struct Permission: Sendable, Hashable {
    /// What a value may be: an address in a prefix, or a text of a pattern.
    public enum Value: Sendable, Hashable {
        case prefix(AddressPrefix)
        case pattern(Pattern)
    }

    /// The limits in the order in which they are looked at: what refused is named after the last one reached.
    public enum Limit: Int, Sendable, Hashable, CaseIterable, Comparable {
        case networks, domains, verbs, types, names, values, maxTtl

        public static func < (a: Limit, b: Limit) -> Bool { a.rawValue < b.rawValue }
    }

    public var verbs: Set<Access.Verb>?
    /// Names of domains, in A-labels and lower case.
    public var domains: [Pattern]?
    /// Names of records, relative to their domain.
    public var names: [Pattern]?
    /// The API's numbers of record types.
    public var types: Set<Int>?
    public var values: [Value]?
    /// Seconds. It limits what is written, not what was there before.
    public var maxTTL: Int?
    /// From where the caller must come.
    public var networks: [AddressPrefix]?

    public init(
        verbs: Set<Access.Verb>? = nil, domains: [Pattern]? = nil, names: [Pattern]? = nil, types: Set<Int>? = nil,
        values: [Value]? = nil, maxTTL: Int? = nil, networks: [AddressPrefix]? = nil
    ) {
        self.verbs = verbs
        self.domains = domains
        self.names = names
        self.types = types
        self.values = values
        self.maxTTL = maxTTL
        self.networks = networks
    }

    /// Whether it speaks of some of the records only: such an entry says nothing about the domain around them.
    var isAboutRecords: Bool { names != nil || types != nil || values != nil || maxTTL != nil }
}

extension Permission {
    /// The first limit that `verb` on `subject` exceeds; nil if it lies within all.
    func exceeded(by verb: Access.Verb, on subject: Access.Subject, from address: IPAddress?) -> Limit? {
        if let networks, !networks.contains(where: { address.map($0.contains) ?? false }) { return .networks }
        if let domains, let domain = subject.domain, !domains.contains(where: { $0.matches(domain) }) {
            return .domains
        }
        if let verbs, !verbs.contains(verb) { return .verbs }
        switch subject {
        case .domain where isAboutRecords && verb != .read: return .names
        case .organization, .domains, .domain, .records: return nil
        // What concerns the organization and not its domains is not in an entry to be given.
        case .members, .activity, .providers: return .domains
        case .record(let record, _): return exceeded(by: record, isWritten: true)
        case .present(let record, _): return exceeded(by: record, isWritten: false)
        }
    }

    private func exceeded(by record: DNSRecord.Draft, isWritten: Bool) -> Limit? {
        if let types, !types.contains(record.kind.number) { return .types }
        if let names, !names.contains(where: { $0.matches(record.name) }) { return .names }
        if let values, !values.contains(where: { $0.allows(record) }) { return .values }
        if let maxTTL, isWritten, record.ttl > maxTTL { return .maxTtl }
        return nil
    }
}

extension Permission.Value {
    func allows(_ record: DNSRecord.Draft) -> Bool {
        switch self {
        case .pattern(let pattern): pattern.matches(record.value)
        case .prefix(let prefix): record.kind.isAddress && IPAddress(record.value).map(prefix.contains) ?? false
        }
    }
}

extension RecordKind {
    fileprivate var isAddress: Bool { self == .a || self == .aaaa }
}
