import Records

/// Permissions that are often wanted, by name. A token that is made with one keeps its entries, not its name.
public enum TokenPreset: String, Sendable, Hashable, CaseIterable {
    /// Proves to a certificate authority that names are one's own (RFC 8555 §8.4).
    case acme
    /// Tells at which address a host is now.
    case dyndns
    /// What ExternalDNS writes of a cluster's services by default, and the texts by which it knows its own.
    case externalDNS = "external-dns"
    case readOnly = "read-only"

    public var permissions: [Permission] {
        switch self {
        case .acme:
            [Permission(names: [Pattern("_acme-challenge"), Pattern("_acme-challenge.*")], types: Self.types([.txt]))]
        case .dyndns: [Permission(verbs: [.read, .update], types: Self.types([.a, .aaaa]))]
        case .externalDNS: [Permission(types: Self.types([.a, .aaaa, .cname, .txt]))]
        case .readOnly: [Permission(verbs: [.read])]
        }
    }

    private static func types(_ kinds: [RecordKind]) -> Set<Int> { Set(kinds.map(\.number)) }
}
