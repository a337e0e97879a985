import Records
import SQL

extension ControlPlane {
    /// Makes a user a member at once. For an owner who runs the instance: any other owner invites, and so learns nothing
    /// of which addresses have accounts here. Throws `notFound`, `forbidden`, `invalid`, `conflict`, `limitReached`.
    public func addMember(
        _ draft: MemberDraft, to organization: Int64, for caller: Caller
    ) async throws -> Member {
        try Access.require(caller, .create, .members, of: organization)
        try Access.requireOperator(caller)
        let settings = settings
        return try await writePeople { db in
            guard let user = try UserRows.id(of: draft.email, db) else {
                throw ControlPlaneError.invalid([Violation("email", .unknown, "email: no user has this address")])
            }
            let now = settings.now()
            let member = try NewMember(of: user, in: organization, by: draft, at: now, db).member
            try InvitationRows.delete(for: member.email, of: organization, db)
            try ActivityRows.note(
                Activity("member.added", in: organization, by: caller, subject: member.email, details: member.grant),
                at: now, db)
            return member
        }
    }

    /// Alters a member's role or permissions, if it has one of the expected `versions`; it is bound by them at once.
    /// Throws `notFound`, `forbidden`, `conflict`, `preconditionFailed`.
    public func updateMember(
        _ user: Int64, of organization: Int64, _ draft: MemberDraft, versions: Set<Int64>? = nil, for caller: Caller
    ) async throws -> Member {
        try Access.require(caller, .update, .members, of: organization)
        let settings = settings
        return try await writePeople { db in
            guard let before = try MemberRows.find(user, in: organization, db) else { throw ControlPlaneError.notFound }
            try versions.require(before.version)
            var member = before
            if let role = draft.role { member.role = role }
            draft.permissions.apply(to: &member.permissions)
            guard member != before else { return before }
            member.version += 1
            member.updatedAt = settings.now()
            try MemberRows.update(member, db)
            try Self.requireOwner(of: organization, without: before, db)
            if !member.isFullOwner { try InvitationRows.delete(by: user, of: organization, db) }
            try ActivityRows.note(
                Activity(
                    "member.updated", in: organization, by: caller, subject: member.email,
                    details: ["before": .object(before.grant), "after": .object(member.grant)]),
                at: member.updatedAt, db)
            return member
        }
    }

    /// Removes a member, if it has one of the expected `versions`; a member may always leave.
    /// Throws `notFound`, `forbidden`, `conflict`, `preconditionFailed`.
    public func removeMember(
        _ user: Int64, from organization: Int64, versions: Set<Int64>? = nil, for caller: Caller
    ) async throws {
        let leaves = user == caller.user
        if leaves {
            try Access.requireLeaving(caller, of: organization)
        } else {
            try Access.require(caller, .delete, .members, of: organization)
        }
        let settings = settings
        try await writePeople { db in
            guard let member = try MemberRows.find(user, in: organization, db) else { throw ControlPlaneError.notFound }
            try versions.require(member.version)
            try MemberRows.delete(user, from: organization, db)
            try Self.requireOwner(of: organization, without: member, db)
            try InvitationRows.delete(by: user, of: organization, db)
            try ActivityRows.note(
                Activity(
                    leaves ? "member.left" : "member.removed", in: organization, by: caller, subject: member.email,
                    details: member.grant),
                at: settings.now(), db)
        }
    }

    /// Throws `conflict` if the organization has no owner left, now that `member` is none any more.
    private static func requireOwner(of organization: Int64, without member: Member, _ db: any Connection) throws {
        guard member.isFullOwner, try !MemberRows.hasOwner(organization, db) else { return }
        let message = "role: \(member.email) is the last owner; make another member an owner first"
        throw ControlPlaneError.conflict([Violation("role", .conflict, message)], with: [])
    }
}

/// How somebody becomes a member.
struct NewMember {
    let member: Member

    /// Throws `conflict` for one who is a member, and `limitReached`.
    init(of user: Int64, in organization: Int64, by draft: MemberDraft, at now: Int64, _ db: any Connection) throws {
        if try MemberRows.find(user, in: organization, db) != nil { throw Self.isThere }
        try Quota.requireMember(in: organization, at: now, db)
        var permissions: [Permission]?
        draft.permissions.apply(to: &permissions)
        guard
            try MemberRows.insert(
                user, in: organization, as: draft.role ?? .viewer, permissions: permissions, at: now, db),
            let member = try MemberRows.find(user, in: organization, db)
        else { throw Self.isThere }
        self.member = member
    }

    static let isThere = ControlPlaneError.conflict(
        [Violation("email", .duplicate, "email: is a member already")], with: [])
}

extension Member {
    /// What it was given, for the activity.
    var grant: JSON.Object { Self.grant(role, permissions) }

    static func grant(_ role: Role, _ permissions: [Permission]?) -> JSON.Object {
        var details: JSON.Object = ["role": .string(role.rawValue)]
        if let permissions { details.append("permissions", .array(permissions.map(\.json))) }
        return details
    }
}
