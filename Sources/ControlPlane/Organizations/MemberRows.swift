import SQL

/// The rows of `members`.
enum MemberRows {
    /// What the user is in each organization that `token`, if there is one, reaches.
    static func memberships(
        of user: Int64, token: Caller.Token?, _ db: any Connection
    ) throws -> [Int64: Caller.Membership] {
        let rows = try db.run(
            """
            select m.organization, m.role, m.permissions, o.suspended, o.require_2fa
            from members m join organizations o on o.id = m.organization
            where m.user_id = $1
                and ($2 = 0 or m.organization in (select organization from api_token_organizations where token = $3))
            """, user, token?.isLimited ?? false, token?.id)
        var memberships: [Int64: Caller.Membership] = [:]
        for row in rows {
            guard let role = Role(rawValue: row.text(1)) else { continue }
            memberships[row.integer(0)] = Caller.Membership(
                role, permissions: try row.textIfPresent(2).map(Permission.stored), isSuspended: row.integer(3) != 0,
                requiresSecondFactor: row.integer(4) != 0)
        }
        return memberships
    }
}
