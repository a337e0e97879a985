import DNS

/// What may stand beside what (RFC 1034 §3.6.2, RFC 2181 §5 and §10.1, RFC 7505).
public enum Rules {
    /// What is seen from one record: its surroundings as stored, without itself.
    public struct Surroundings: Sendable {
        public let domain: Name
        /// The other records at the same name.
        public let beside: [DNSRecord]
        /// The NS records at names between this one and the apex, both excluded.
        public let cutsAbove: [DNSRecord]
        public let provider: ProviderDescription

        public init(
            domain: Name, beside: [DNSRecord], cutsAbove: [DNSRecord] = [], provider: ProviderDescription = .builtIn
        ) {
            self.domain = domain
            self.beside = beside
            self.cutsAbove = cutsAbove
            self.provider = provider
        }
    }

    /// What forbids the record, and what its owner should know if nothing does.
    public static func judge(
        _ draft: DNSRecord.Draft, in surroundings: Surroundings
    ) -> (conflicts: [Conflict], warnings: [Warning]) {
        (conflicts(draft, surroundings), warnings(draft, surroundings))
    }

    /// Every rule of this kind that the record breaks.
    public static func conflicts(_ draft: DNSRecord.Draft, _ surroundings: Surroundings) -> [Conflict] {
        let others = surroundings.beside
        return [
            apexViolation(of: draft.kind, at: draft.name).map { Conflict($0) },
            duplicate(draft, others),
            alias(draft, others),
            claim(draft, others),
            redirection(draft, others),
            nullExchange(draft, others),
            size(draft, others, surroundings.domain),
        ].compactMap(\.self)
    }

    /// What body and domain alone forbid.
    static func apexViolation(of kind: RecordKind, at name: String) -> Violation? {
        guard name == "@" else { return nil }
        switch kind {
        case .cname:
            // SOA and NS stand there, and a CNAME stands alone (RFC 1912 §2.4).
            return Violation("name", .conflict, "name: no CNAME at the domain itself; use Flatten (type 6) there")
        case .ns:
            return Violation(
                "name", .conflict, "name: no NS records at the domain itself; set the domain's nameservers instead")
        default: return nil
        }
    }
}
