import DNS
import Records

/// What a merge patch alters of a domain.
public struct DomainPatch: Sendable, Hashable {
    var authority: AuthorityPatch
    /// What an operator sets; nil from everybody else, and where nothing of it was sent.
    var status: Domain.Status?

    /// Members of a domain that are ours to write, beside those of every resource.
    static let ignored: Set = ["claim", "transfer"]

    /// Out of a body about `domain`, which may hold all that was read of it; throws all that is wrong with it.
    public init(_ body: JSON, of domain: Domain, by caller: Caller) throws(Violations) {
        var reader = try BodyReader(body, isPatch: true)
        _ = reader.read("name") { json, path throws(Violation) in
            let text = try json.text(at: path, "the domain's name")
            guard (try? DomainName(text))?.text == domain.name else {
                throw Violation(path, .notAllowed, "\(path): a domain cannot be renamed")
            }
            return text
        }
        reader.refuseProvider()
        authority = AuthorityPatch(&reader)
        // Sent back as it was read, the operator's default stays the default.
        if case .set(let names) = authority.nameservers, !domain.namesItsServers,
            names.map(\.textWithoutDot) == domain.nameservers
        {
            authority.nameservers = .kept
        }
        if case .value(let json) = reader.given("status"), caller.isActingOperator,
            json != .string(domain.status.rawValue)
        {
            switch json {
            case "active": status = .active
            case "suspended": status = .suspended
            default: reader.note("status", .notAllowed, "an operator sets it to active or suspended")
            }
        }
        try reader.finish(ignoring: Self.ignored)
    }
}

extension BodyReader {
    /// Where a domain may live: only here, until there are others.
    mutating func refuseProvider() {
        if case .value = given("provider") { note("provider", .unsupported, "only null, the built-in name server") }
    }
}
