import Records

/// A domain's place among the paths of the API.
struct DomainPlace: Sendable, Hashable {
    static let collection = "\(OrganizationResource.template)/domains"
    static let template = "\(collection)/{domainId}"

    let organization: Int64
    /// Its uuid, in lower case.
    let domain: String

    /// Where an organization's domains are.
    static func domains(of organization: Int64) -> String { "\(OrganizationResource.iri(of: organization))/domains" }

    var iri: String { "\(Self.domains(of: organization))/\(domain)" }
    /// Where its records are.
    var records: String { "\(iri)/dns-records" }
    /// Where its history is.
    var changes: String { "\(iri)/changes" }
}

extension DomainPlace {
    private static let segments = PathTemplate(template)

    init?(_ parameters: PathParameters) {
        guard let organization = parameters["organizationId"].flatMap({ Identifier.number($0) }),
            let domain = parameters["domainId"].flatMap({ Identifier.uuid($0) })
        else { return nil }
        self.init(organization: organization, domain: domain)
    }

    /// The domain that `path` is at or below; nil if it is about none.
    init?(of path: String) {
        let segments = PathTemplate.cut(path).prefix(Self.segments.segments.count)
        guard let parameters = Self.segments.match(Array(segments)) else { return nil }
        self.init(parameters)
    }
}

extension Call {
    /// The domain that the path names; 404 where it cannot be one.
    var domain: DomainPlace {
        get throws(Problem) {
            guard let place = DomainPlace(parameters) else { throw .notFound }
            return place
        }
    }

    /// The organization that the path is below; nil if it is below none.
    var namedOrganization: Int64? { parameters["organizationId"].flatMap { Identifier.number($0) } }

    /// The organization that the path names; 404 where it cannot be one.
    var organization: Int64 {
        get throws(Problem) { try number("organizationId") }
    }
}
