import Records

/// An offer of a domain, as those see it who give it and those who may take it.
public struct Transfer: Sendable, Hashable {
    public var domain: String
    /// The domain's name.
    public var name: String
    /// Whose the domain is.
    public var source: Int64
    /// The organization that may take it.
    public var target: Int64
    /// Microseconds since 1970.
    public var offeredAt: Int64
    /// The domain's.
    public var version: Int64
}

extension Transfer {
    /// Nil where nothing is offered.
    init?(_ domain: DomainRow) {
        guard let offer = domain.offer else { return nil }
        self.init(
            domain: domain.uuid, name: domain.name, source: domain.organization, target: offer.organization,
            offeredAt: offer.offeredAt, version: domain.version)
    }

    /// Nil where nothing is offered.
    init?(_ domain: Domain) {
        guard let offer = domain.offer else { return nil }
        self.init(
            domain: domain.uuid, name: domain.name, source: domain.organization, target: offer.organization,
            offeredAt: offer.offeredAt, version: domain.version)
    }

    /// The organization that a body offers a domain to; throws all that is wrong with it.
    public static func target(_ body: JSON) throws(Violations) -> Int64 {
        var reader = try BodyReader(body)
        let target = reader.require("organization", OrganizationIRI.wanted, OrganizationIRI.read)
        try reader.finish()
        guard let target else {
            throw Violations([Violation("organization", .required, "organization: required")])
        }
        return target
    }
}
