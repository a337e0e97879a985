import DNS
import Records

/// What a token, or a member of an organization, is limited to: one entry of `permissions`. What is nil is no limit.
///
/// One entry must allow the whole of an edit; what one entry leaves out no other adds to it.
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

    /// Whether it speaks of some of the records only: such an entry lets the domain around them be seen, and no more.
    var isAboutRecords: Bool { names != nil || types != nil || values != nil || maxTTL != nil }
}

extension Permission {
    /// The first limit that `verb` on `subject` exceeds; nil if it lies within all.
    func exceeded(by verb: Access.Verb, on subject: Access.Subject, from address: IPAddress?) -> Limit? {
        guard isOpen(to: address) else { return .networks }
        if let domain = subject.domain, !covers(domain: domain) { return .domains }
        if let verbs, !verbs.contains(verb) { return .verbs }
        switch subject {
        case .domains, .records: return nil
        case .domain: return isAboutRecords && verb != .read ? .names : nil
        case .organization where verb == .read: return nil
        // An entry is about domains. What is around them it lets be seen if it leaves none of them out.
        case .organization, .members, .activity, .providers:
            return verb == .read && domains == nil && !isAboutRecords ? nil : .domains
        case .record(let record, _): return exceeded(by: [record], written: nil)
        case .edit(let before, let after, _): return exceeded(by: [before, after].compactMap(\.self), written: after)
        }
    }

    func isOpen(to address: IPAddress?) -> Bool {
        networks?.contains { address.map($0.contains) ?? false } ?? true
    }

    func covers(domain: String) -> Bool { domains?.contains { $0.matches(domain) } ?? true }

    private func exceeded(by records: [DNSRecord.Draft], written: DNSRecord.Draft?) -> Limit? {
        if let types, !records.allSatisfy({ types.contains($0.kind.number) }) { return .types }
        if let names, !records.allSatisfy({ record in names.contains { $0.matches(record.name) } }) { return .names }
        if let values, !records.allSatisfy({ record in values.contains { $0.allows(record) } }) { return .values }
        if let maxTTL, let written, written.ttl > maxTTL { return .maxTtl }
        return nil
    }
}

extension Permission.Value {
    /// A prefix is about addresses of its own family: of IPv4 for A, of IPv6 for AAAA.
    func allows(_ record: DNSRecord.Draft) -> Bool {
        switch self {
        case .pattern(let pattern): pattern.matches(record.value)
        case .prefix(let prefix): record.address.map(prefix.contains) ?? false
        }
    }
}

extension DNSRecord.Draft {
    /// What an A or AAAA record points to. An IPv4 address in IPv6 clothes stays what AAAA says it is.
    fileprivate var address: IPAddress? {
        switch kind {
        case .a: IPv4Address(value).map { IPAddress(octets: $0.octets) }
        case .aaaa: IPv6Address(value).map { IPAddress(octets: $0.octets) }
        default: nil
        }
    }
}
