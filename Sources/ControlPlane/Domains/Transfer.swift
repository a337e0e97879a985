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

/// How bodies name an organization.
enum OrganizationIRI {
    static let wanted = "an organization, as /api/organizations/1"

    private static let path = "/api/organizations/"

    /// Its path, or its number alone. That it exists is not looked at: nobody learns that of another's.
    static func read(_ json: JSON, _ path: String) throws(Violation) -> Int64 {
        if let number = json.integer, number > 0 { return number }
        let text = try json.text(at: path, wanted)
        let digits = text.hasPrefix(Self.path) ? text.dropFirst(Self.path.count) : text[...]
        guard digits.first != "0", digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(digits)
        else { throw Violation(path, .format, "\(path): not \(wanted)") }
        return number
    }
}
