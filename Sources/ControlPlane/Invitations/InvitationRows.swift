import SQL

/// The rows of `invitations`. One that has expired is as if it were not there.
enum InvitationRows {
    private static let columns = """
        i.id, i.organization, i.email, i.role, i.permissions, u.email, i.created_at, i.expires_at
        """
    private static let tables = "invitations i left join users u on u.id = i.invited_by"

    private static func invitation(_ row: Row) throws -> Invitation {
        Invitation(
            id: row.integer(0), organization: row.integer(1), email: row.text(2),
            role: Role(rawValue: row.text(3)) ?? .viewer, permissions: try row.textIfPresent(4).map(Permission.stored),
            invitedBy: row.textIfPresent(5), createdAt: row.integer(6), expiresAt: row.integer(7))
    }

    static func find(_ id: Int64, of organization: Int64, at now: Int64, _ db: any Connection) throws -> Invitation? {
        try db.run(
            "select \(columns) from \(tables) where i.id = $1 and i.organization = $2 and i.expires_at > $3",
            id, organization, now
        ).first.map(invitation)
    }

    static func find(_ token: SecretToken, at now: Int64, _ db: any Connection) throws -> Invitation? {
        try db.run(
            "select \(columns) from \(tables) where i.hash = $1 and i.expires_at > $2", token.hash, now
        ).first.map(invitation)
    }

    static func list(
        of organization: Int64, at now: Int64, offset: Int, limit: Int, _ db: any Connection
    ) throws -> Listing<Invitation> {
        let rows = try db.run(
            """
            select \(columns) from \(tables) where i.organization = $1 and i.expires_at > $2
            order by i.id limit $3 offset $4
            """, organization, now, limit, offset)
        return Listing(try rows.map(invitation), of: try count(of: organization, at: now, db))
    }

    static func count(of organization: Int64, at now: Int64, _ db: any Connection) throws -> Int64 {
        try db.run(
            "select count(*) from invitations where organization = $1 and expires_at > $2", organization, now
        )[0].integer(0)
    }

    /// Nil if the address has one already.
    static func insert(
        _ invitation: Invitation, by user: Int64, _ token: SecretToken, _ db: any Connection
    ) throws -> Int64? {
        try db.run(
            """
            insert into invitations (organization, email, role, permissions, hash, invited_by, created_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (organization, email) do nothing returning id
            """, invitation.organization, invitation.email, invitation.role.rawValue,
            Permission.storedText(of: invitation.permissions), token.hash, user, invitation.createdAt,
            invitation.expiresAt
        ).first?.integer(0)
    }

    static func delete(_ id: Int64, of organization: Int64, _ db: any Connection) throws {
        try db.run("delete from invitations where id = $1 and organization = $2", id, organization)
    }

    static func deleteExpired(of organization: Int64, at now: Int64, _ db: any Connection) throws {
        try db.run("delete from invitations where organization = $1 and expires_at <= $2", organization, now)
    }

    /// Somebody of that address became a member.
    static func delete(for email: String, of organization: Int64, _ db: any Connection) throws {
        try db.run("delete from invitations where organization = $1 and email = $2", organization, email)
    }

    /// Somebody may invite no more: or who is removed could come back by another address.
    static func delete(by user: Int64, of organization: Int64, _ db: any Connection) throws {
        try db.run("delete from invitations where organization = $1 and invited_by = $2", organization, user)
    }
}
