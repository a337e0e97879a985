import SQL

/// Holds an organization to its quotas. To be asked in the transaction that adds what they count, whatever adds it: so
/// callers at once cannot exceed them together. What is there beyond a quota stays there.
enum Quota {
    /// Throws `limitReached` unless the organization may have one more domain. One that is deleted does not count.
    static func requireDomain(in organization: Int64, _ db: any Connection) throws {
        guard let limit = try limit(.domains, of: organization, db) else { return }
        let count = try db.run(
            """
            select count(*) from (
                select 1 from domains where organization = $1 and status <> 'deleted' limit $2) as counted
            """, organization, limit)[0].integer(0)
        guard count >= limit else { return }
        throw ControlPlaneError.limitReached("The organization may have \(limit) domains, and has them.")
    }

    /// Throws `limitReached` unless the organization may have one more member. `invited`: those count too who may yet
    /// become members by an invitation.
    static func requireMember(
        in organization: Int64, countingInvited invited: Bool = false, at now: Int64, _ db: any Connection
    ) throws {
        guard let limit = try limit(.members, of: organization, db) else { return }
        var count = try db.run("select count(*) from members where organization = $1", organization)[0].integer(0)
        if invited {
            count += try db.run(
                "select count(*) from invitations where organization = $1 and expires_at > $2", organization, now
            )[0].integer(0)
        }
        guard count >= limit else { return }
        let present = invited ? "members and invitations" : "members"
        throw ControlPlaneError.limitReached("The organization may have \(limit) members; it has \(count) \(present).")
    }

    /// Throws `limitReached` unless one more API token may reach each of the organizations: those that it is limited to,
    /// or all of its user's. One that has expired does not count.
    static func requireToken(in organizations: some Sequence<Int64>, at now: Int64, _ db: any Connection) throws {
        for organization in organizations {
            guard let limit = try limit(.tokens, of: organization, db) else { continue }
            let count = try db.run(
                """
                select count(*) from api_tokens t join members m on m.user_id = t.user_id
                where m.organization = $1 and (t.expires_at is null or t.expires_at > $2) and (t.limited = 0 or exists (
                    select 1 from api_token_organizations o where o.token = t.id and o.organization = $1))
                """, organization, now)[0].integer(0)
            guard count >= limit else { continue }
            throw ControlPlaneError.limitReached(
                "Organization \(organization) may have \(limit) API tokens; \(count) reach it now.")
        }
    }

    private static func limit(_ kind: Quotas.Kind, of organization: Int64, _ db: any Connection) throws -> Int? {
        let rows = try db.run("select quotas from organizations where id = $1", organization)
        guard let row = rows.first else { throw ControlPlaneError.notFound }
        return try Quotas.stored(row.textIfPresent(0))[kind]
    }
}
