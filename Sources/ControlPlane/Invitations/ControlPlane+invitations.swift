import Records
import SQL

extension ControlPlane {
    private static let day: Int64 = 24 * 3_600 * 1_000_000
    static let invitationLifetime = 7 * day
    /// How many may wait for an answer, and how many are made in a day: each may be a mail to a stranger.
    static let invitationLimit: Int64 = 100

    /// Throws `notFound`, `forbidden`.
    public func invitations(
        of organization: Int64, offset: Int = 0, limit: Int = 30, for caller: Caller
    ) async throws -> Listing<Invitation> {
        try Access.require(caller, .read, .members, of: organization)
        let now = settings.now()
        return try await store.read { db in
            try InvitationRows.list(of: organization, at: now, offset: offset, limit: limit, db)
        }
    }

    /// Throws `notFound`, `forbidden`.
    public func invitation(_ id: Int64, of organization: Int64, for caller: Caller) async throws -> Invitation {
        try Access.require(caller, .read, .members, of: organization)
        let now = settings.now()
        return try await store.read { db in
            guard let invitation = try InvitationRows.find(id, of: organization, at: now, db) else {
                throw ControlPlaneError.notFound
            }
            return invitation
        }
    }

    /// Invites whoever reads the mail of an address, and mails the token there if there is a way to. The answer is the
    /// same whether or not the address has an account here.
    /// Throws `notFound`, `forbidden`, `conflict`, `limitReached`, `throttled`.
    public func createInvitation(
        _ draft: MemberDraft, to organization: Int64, for caller: Caller
    ) async throws -> IssuedInvitation {
        try Access.require(caller, .create, .members, of: organization)
        let (settings, token) = (settings, SecretToken.random(.invitation))
        guard outbox == nil || paces.take(.invitation(of: draft.email), at: settings.now()) else {
            throw ControlPlaneError.throttled("This address was invited too often.", retryAfter: 3_600)
        }
        let issued = try await store.write { db in
            guard let name = try OrganizationRows.find(organization, db)?.name else { throw ControlPlaneError.notFound }
            let now = settings.now()
            if let user = try UserRows.id(of: draft.email, db), try MemberRows.find(user, in: organization, db) != nil {
                throw NewMember.isThere
            }
            try InvitationRows.deleteExpired(of: organization, at: now, db)
            try Self.requireFewInvitations(of: organization, at: now, db)
            try Quota.requireMember(in: organization, countingInvited: true, at: now, db)
            var invitation = Invitation(
                id: 0, organization: organization, email: draft.email, role: draft.role ?? .viewer, permissions: nil,
                invitedBy: caller.email, createdAt: now, expiresAt: now + Self.invitationLifetime)
            draft.permissions.apply(to: &invitation.permissions)
            guard let id = try InvitationRows.insert(invitation, by: caller.user, token, db) else {
                let message = "email: is invited already; take that invitation back to make another"
                throw ControlPlaneError.conflict([Violation("email", .duplicate, message)], with: [])
            }
            invitation.id = id
            try ActivityRows.note(
                Activity(
                    "invitation.created", in: organization, by: caller, subject: invitation.email,
                    details: Member.grant(invitation.role, invitation.permissions)),
                at: now, db)
            return IssuedInvitation(invitation: invitation, organization: name, token: token.plain)
        }
        outbox?.post { .invitation(issued, at: settings.publicURL) }
        return issued
    }

    /// Takes an invitation back. Throws `notFound`, `forbidden`, `preconditionFailed`.
    public func deleteInvitation(
        _ id: Int64, of organization: Int64, versions: Set<Int64>? = nil, for caller: Caller
    ) async throws {
        try Access.require(caller, .delete, .members, of: organization)
        let settings = settings
        try await store.write { db in
            let now = settings.now()
            guard let invitation = try InvitationRows.find(id, of: organization, at: now, db) else {
                throw ControlPlaneError.notFound
            }
            try versions.require(Invitation.version)
            try InvitationRows.delete(id, of: organization, db)
            try ActivityRows.note(
                Activity("invitation.deleted", in: organization, by: caller, subject: invitation.email), at: now, db)
        }
    }

    /// Makes the caller a member, once, if the invitation is to the caller's address.
    /// Throws `notFound` for a token that is none, has expired, was used or taken back; `forbidden`, `conflict`,
    /// `limitReached`.
    public func acceptInvitation(_ token: String, for caller: Caller) async throws -> Member {
        try Access.requirePerson(caller)
        guard token.utf8.count <= SecretToken.limit else { throw ControlPlaneError.notFound }
        let settings = settings
        return try await writePeople { db in
            let now = settings.now()
            guard let invitation = try InvitationRows.find(SecretToken(plain: token), at: now, db),
                let organization = try OrganizationRows.find(invitation.organization, db)
            else { throw ControlPlaneError.notFound }
            // A token that went astray makes nobody else a member.
            guard invitation.email == caller.email.lowercased() else {
                throw ControlPlaneError.forbidden(rule: "invited-address")
            }
            guard !organization.isSuspended else { throw ControlPlaneError.forbidden(rule: "organization-suspended") }
            let draft = MemberDraft(
                role: invitation.role, permissions: invitation.permissions.map { .set($0) } ?? .kept)
            let member = try NewMember(of: caller.user, in: organization.id, by: draft, at: now, db).member
            try InvitationRows.delete(invitation.id, of: organization.id, db)
            try ActivityRows.note(
                Activity(
                    "member.joined", in: organization.id, by: caller, subject: member.email, details: member.grant),
                at: now, db)
            return member
        }
    }

    private static func requireFewInvitations(of organization: Int64, at now: Int64, _ db: any Connection) throws {
        guard try InvitationRows.count(of: organization, at: now, db) < invitationLimit else {
            throw ControlPlaneError.limitReached(
                "\(invitationLimit) invitations wait for an answer, which is the most.")
        }
        let made = try db.run(
            """
            select count(*), coalesce(min(created_at), 0) from activity
            where organization = $1 and created_at > $2 and action = 'invitation.created'
            """, organization, now - day)[0]
        guard made.integer(0) >= invitationLimit else { return }
        throw ControlPlaneError.throttled(
            "An organization may invite \(invitationLimit) times a day.",
            retryAfter: Int((made.integer(1) + day - now) / 1_000_000) + 1)
    }
}
