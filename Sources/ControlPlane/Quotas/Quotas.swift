/// How much the operator grants an organization of each kind; what has no number is not limited.
public struct Quotas: Sendable, Hashable {
    /// In the order of the documentation.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case domains, recordsPerDomain, tokens, members, writesPerMinute
    }

    private var limits: [Kind: Int] = [:]

    public init(_ limits: [Kind: Int] = [:]) {
        self.limits = limits
    }

    public subscript(kind: Kind) -> Int? {
        get { limits[kind] }
        set { limits[kind] = newValue }
    }

    public var isUnlimited: Bool { limits.isEmpty }
}

extension Quotas {
    /// Throws `limitReached` unless `domain` may have `more` records. One that has too many already may still lose some.
    func requireRoom(for more: Int, in domain: DomainRow) throws(ControlPlaneError) {
        guard more > 0, let limit = self[.recordsPerDomain], domain.recordCount + Int64(more) > limit else { return }
        throw .limitReached(
            "\(domain.name) has \(domain.recordCount) records; its organization may have \(limit) a domain.")
    }
}
