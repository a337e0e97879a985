import DNS
import Records
import SQL

/// A domain's leave for a name above or below it to be another organization's.
public struct Consent: Sendable, Hashable {
    public var id: Int64
    /// In A-labels, lower case, without final dot.
    public var name: String
    public var organization: Int64
    /// Microseconds since 1970.
    public var createdAt: Int64
}

/// A consent to be given.
public struct ConsentDraft: Sendable, Hashable {
    var name: String
    var organization: Int64

    /// Out of a body about `domain`; throws all that is wrong with it.
    public init(_ body: JSON, about domain: Domain) throws(Violations) {
        var reader = try BodyReader(body)
        let wanted = "a name above or below \(domain.name)"
        let apex = try? Name(domain.name)
        let name = reader.require("name", wanted) { json, path throws(Violation) in
            let text = try json.text(at: path, wanted)
            guard let name = try? DomainName(text), let apex, name.wire != apex,
                name.wire.isAtOrBelow(apex) || apex.isAtOrBelow(name.wire)
            else { throw Violation(path, .format, "\(path): not \(wanted)") }
            return name.text
        }
        let organization = reader.require("organization", OrganizationIRI.wanted, OrganizationIRI.read)
        if organization == domain.organization {
            reader.note("organization", .notAllowed, "its own names need no consent")
        }
        try reader.finish()
        guard let name, let organization else { throw Violations([]) }
        self.name = name
        self.organization = organization
    }
}

/// The rows of `consents`.
enum ConsentRows {
    private static let columns = "id, name, organization, created_at"

    static func count(of domain: Int64, _ db: any Connection) throws -> Int64 {
        try db.run("select count(*) from consents where domain = $1", domain)[0].integer(0)
    }

    static func list(of domain: Int64, offset: Int, limit: Int, _ db: any Connection) throws -> [Consent] {
        try db.run(
            "select \(columns) from consents where domain = $1 order by id limit $2 offset $3", domain, limit, offset
        ).map(consent)
    }

    static func find(_ id: Int64, of domain: Int64, _ db: any Connection) throws -> Consent? {
        try db.run("select \(columns) from consents where id = $1 and domain = $2", id, domain).first.map(consent)
    }

    /// Given once more, it stays as it was. Given to an organization that there is not, it is good for nobody, whoever
    /// gets that id later.
    static func insert(
        _ draft: ConsentDraft, of domain: Int64, by user: Int64, at now: Int64, _ db: any Connection
    ) throws -> Consent {
        try consent(
            db.run(
                """
                insert into consents (domain, name, organization, granted_by, void, created_at)
                values ($1, $2, $3, $4, $5, $6)
                on conflict (domain, name, organization) do update set void = excluded.void
                returning \(columns)
                """, domain, draft.name, draft.organization, user, !OrganizationRows.exists(draft.organization, db),
                now)[0])
    }

    static func delete(_ id: Int64, of domain: Int64, _ db: any Connection) throws {
        try db.run("delete from consents where id = $1 and domain = $2", id, domain)
    }

    private static func consent(_ row: Row) -> Consent {
        Consent(id: row.integer(0), name: row.text(1), organization: row.integer(2), createdAt: row.integer(3))
    }
}
