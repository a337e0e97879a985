import Records
import SQL

/// What the first owner of an instance gets.
public struct Bootstrapped: Sendable {
    public var organization: Int64
    /// In the order in which they were asked for; ids by name.
    public var domains: [(name: String, uuid: String)]
    /// In the clear: it is shown now and never again.
    public var token: String
}

extension ControlPlane {
    private static let tokenName = "bootstrap"

    /// Makes the first owner, who is operator of the instance too, the organization and its domains; what is there
    /// already stays as it is. The token named `bootstrap` is replaced by the one returned.
    /// Throws `invalid`, with paths `email`, `password`, `organization`, `domains[i]`, and `conflict` where a domain is
    /// another organization's.
    public func bootstrap(
        email: String, password: String, organization: String, domains: [String] = [],
        cost: PasswordHash.Cost = .standard
    ) async throws -> Bootstrapped {
        let email = try Credentials.email(email, at: "email")
        let organization = try OrganizationName.checked(organization, at: "organization")
        var names: [DomainName] = []
        for (i, text) in domains.enumerated() {
            do { names.append(try DomainName(text)) } catch {
                throw ControlPlaneError.invalid(error.all.map { Violation("domains[\(i)]", $0.code, $0.message) })
            }
        }
        // Outside the line: the hash takes longer than any write may.
        var hash: PasswordHash?
        if try await store.read({ db in try UserRows.id(of: email, db) }) == nil {
            try Credentials.check(password: password, of: email, at: "password")
            hash = try PasswordHash(password, cost: cost)
        }
        let token = APIToken.random()
        defer { tokens.invalidate() }
        return try await inLine { [names, hash] line in
            let user = try line.owner(email: email, password: hash)
            let actor = Actor(.user, id: user, name: email)
            let organization = try line.organization(named: organization, of: user, by: actor)
            let made = try names.enumerated().map { i, name in
                let uuid = try line.domain(name, of: organization, at: "domains[\(i)]", by: actor)
                return (name: name.text, uuid: uuid)
            }
            try line.replace(token, named: Self.tokenName, of: user, by: actor)
            return Bootstrapped(organization: organization, domains: made, token: token.plain)
        }
    }
}

extension Line {
    fileprivate func owner(email: String, password: PasswordHash?) throws -> Int64 {
        if let user = try UserRows.id(of: email, db) { return user }
        // Only if the user was removed since we looked.
        guard let password else { throw ControlPlaneError.unavailable(retryAfter: 1) }
        let user = try UserRows.create(email: email, password: password, isOperator: true, at: now, db)
        let actor = Actor(.user, id: user, name: email)
        try ActivityRows.note(Activity("user.created", of: user, by: actor, subject: email), at: now, db)
        return user
    }

    fileprivate func organization(named name: String, of user: Int64, by actor: Actor) throws -> Int64 {
        if let owned = try OrganizationRows.owned(by: user, named: name, db) { return owned }
        let made = try OrganizationRows.create(name, at: now, db)
        try OrganizationRows.add(user: user, as: .owner, to: made, at: now, db)
        try ActivityRows.note(Activity("organization.created", in: made, by: actor, subject: name), at: now, db)
        return made
    }

    fileprivate func replace(_ token: APIToken, named name: String, of user: Int64, by actor: Actor) throws {
        let old = try TokenRows.find(named: name, of: user, at: now, db)
        try TokenRows.replace(token, named: name, of: user, at: now, db)
        let new = try TokenRows.find(named: name, of: user, at: now, db)
        for (action, token) in [("token.revoked", old), ("token.created", new)] {
            try token?.note(action, of: user, by: actor, at: now, db)
        }
    }

    fileprivate func domain(
        _ name: DomainName, of organization: Int64, at path: String, by actor: Actor
    ) throws -> String {
        guard let known = try DomainRows.find(named: name.text, db) else {
            let made = try createDomain(DomainDraft(name: name), of: organization, by: actor, origin: .cli).0
            let activity = Activity("domain.created", in: organization, by: actor, subject: made.name)
            try ActivityRows.note(activity, at: now, db)
            return made.uuid
        }
        guard known.organization == organization else {
            let violation = Violation(path, .duplicate, "\(name.text) is another organization's")
            throw ControlPlaneError.conflict([violation], with: [])
        }
        return known.uuid
    }
}
