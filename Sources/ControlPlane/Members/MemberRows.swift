import SQL

/// The rows of `members`.
enum MemberRows {
    /// What the user is in each organization that `token`, if there is one, reaches.
    static func memberships(
        of user: Int64, token: Caller.Token?, _ db: any Connection
    ) throws -> [Int64: Caller.Membership] {
        let rows = try db.run(
            """
            select m.organization, m.role, m.permissions, o.suspended, o.require_2fa, o.quotas
            from members m join organizations o on o.id = m.organization
            where m.user_id = $1
                and ($2 = 0 or m.organization in (select organization from api_token_organizations where token = $3))
            """, user, token?.isLimited ?? false, token?.id)
        var memberships: [Int64: Caller.Membership] = [:]
        for row in rows {
            guard let role = Role(rawValue: row.text(1)) else { continue }
            memberships[row.integer(0)] = Caller.Membership(
                role, permissions: try row.textIfPresent(2).map(Permission.stored), isSuspended: row.integer(3) != 0,
                requiresSecondFactor: row.integer(4) != 0, quotas: try Quotas.stored(row.textIfPresent(5)))
        }
        return memberships
    }

    static let columns = """
        m.organization, m.user_id, u.email, u.name, m.role, m.permissions, \
        case when u.totp_confirmed_at is null then 0 else 1 end, m.version, m.created_at, m.updated_at
        """

    static func member(_ row: Row) throws -> Member {
        Member(
            organization: row.integer(0), user: row.integer(1), email: row.text(2), name: row.text(3),
            role: Role(rawValue: row.text(4)) ?? .viewer, permissions: try row.textIfPresent(5).map(Permission.stored),
            hasSecondFactor: row.integer(6) != 0, version: row.integer(7), createdAt: row.integer(8),
            updatedAt: row.integer(9))
    }

    static func find(_ user: Int64, in organization: Int64, _ db: any Connection) throws -> Member? {
        try db.run(
            """
            select \(columns) from members m join users u on u.id = m.user_id
            where m.organization = $1 and m.user_id = $2
            """, organization, user
        ).first.map(member)
    }

    /// Makes the user a member; false if it is one already.
    static func insert(
        _ user: Int64, in organization: Int64, as role: Role, permissions: [Permission]?, at now: Int64,
        _ db: any Connection
    ) throws -> Bool {
        let rows = try db.run(
            """
            insert into members (organization, user_id, role, permissions, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $5)
            on conflict (organization, user_id) do nothing returning user_id
            """, organization, user, role.rawValue, Permission.storedText(of: permissions), now)
        return !rows.isEmpty
    }

    static func update(_ member: Member, _ db: any Connection) throws {
        try db.run(
            """
            update members set role = $1, permissions = $2, version = $3, updated_at = $4
            where organization = $5 and user_id = $6
            """, member.role.rawValue, Permission.storedText(of: member.permissions), member.version, member.updatedAt,
            member.organization, member.user)
    }

    static func delete(_ user: Int64, from organization: Int64, _ db: any Connection) throws {
        try db.run("delete from members where organization = $1 and user_id = $2", organization, user)
        // Or a token given for this organization would reach it again, should its user come back one day.
        try db.run(
            """
            delete from api_token_organizations
            where organization = $1 and token in (select id from api_tokens where user_id = $2)
            """, organization, user)
    }

    /// Whether anybody is left who may do everything: an owner without limits, whom the operator has not suspended.
    static func hasOwner(_ organization: Int64, _ db: any Connection) throws -> Bool {
        let rows = try db.run(
            """
            select 1 from members m join users u on u.id = m.user_id
            where m.organization = $1 and m.role = $2 and m.permissions is null and u.suspended = 0 limit 1
            """, organization, Role.owner.rawValue)
        return !rows.isEmpty
    }
}
