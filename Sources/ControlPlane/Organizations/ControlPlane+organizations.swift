import Records
import SQL

extension ControlPlane {
    /// How many organizations somebody may own who is no operator, where everybody may make them.
    static let ownedLimit: Int64 = 100

    /// Throws `notFound` where there is no such organization and the caller would else learn that from nothing: what
    /// ``Access`` lets an operator see without being a member. For a member, or a stranger, nothing is looked up.
    public func requireOrganization(_ id: Int64, for caller: Caller) async throws {
        guard caller.isActingOperator, caller.organizations[id] == nil else { return }
        guard try await store.read({ db in try OrganizationRows.exists(id, db) }) else {
            throw ControlPlaneError.notFound
        }
    }

    /// Throws `notFound`, `forbidden`.
    public func organization(_ id: Int64, for caller: Caller) async throws -> Organization {
        try Access.require(caller, .read, .organization, of: id)
        return try await store.read { db in
            guard let organization = try OrganizationRows.find(id, db) else { throw ControlPlaneError.notFound }
            return organization
        }
    }

    /// Makes an organization, whose first owner is the caller. Throws `forbidden`, `conflict`, `limitReached`.
    public func createOrganization(_ draft: OrganizationDraft, for caller: Caller) async throws -> Organization {
        try Access.requireOrganizationCreation(caller, isOpen: settings.policy.opensOrganizations)
        let settings = settings
        return try await writePeople { db in
            let now = settings.now()
            if !caller.isOperator, try OrganizationRows.countOwned(by: caller.user, db) >= Self.ownedLimit {
                throw ControlPlaneError.limitReached("You own \(Self.ownedLimit) organizations, which is the most.")
            }
            let id = try OrganizationRows.create(draft.name ?? "", at: now, db)
            guard let empty = try OrganizationRows.find(id, db) else { throw ControlPlaneError.notFound }
            var organization = empty
            draft.apply(to: &organization)
            try OrganizationChange(from: empty, to: organization).require(of: caller, asOwner: true)
            try OrganizationRows.update(organization, db)
            try OrganizationRows.add(user: caller.user, as: .owner, to: id, at: now, db)
            try ActivityRows.note(
                Activity("organization.created", in: id, by: caller, subject: organization.name), at: now, db)
            return organization
        }
    }

    /// Alters an organization, if it has one of the expected `versions`; what changes nothing leaves no trace.
    /// Throws `notFound`, `forbidden`, `conflict`, `preconditionFailed`.
    public func updateOrganization(
        _ id: Int64, _ draft: OrganizationDraft, versions: Set<Int64>? = nil, for caller: Caller
    ) async throws -> Organization {
        try Access.require(caller, .read, .organization, of: id)
        let settings = settings
        return try await writePeople { db in
            guard let before = try OrganizationRows.find(id, db) else { throw ControlPlaneError.notFound }
            try versions.require(before.version)
            var organization = before
            draft.apply(to: &organization)
            let change = OrganizationChange(from: before, to: organization)
            guard !change.isEmpty else { return before }
            try change.require(of: caller)
            organization.version += 1
            organization.updatedAt = settings.now()
            try OrganizationRows.update(organization, db)
            for activity in change.activities(by: caller) {
                try ActivityRows.note(activity, at: organization.updatedAt, db)
            }
            return organization
        }
    }

    /// Takes away an organization that has no domains, also none that is deleted and may still be taken back.
    /// Throws `notFound`, `forbidden`, `conflict`, `preconditionFailed`.
    public func deleteOrganization(_ id: Int64, versions: Set<Int64>? = nil, for caller: Caller) async throws {
        try await requireOrganization(id, for: caller)
        try Access.require(caller, .delete, .organization, of: id)
        let settings = settings
        try await writePeople { db in
            guard let organization = try OrganizationRows.find(id, db) else { throw ControlPlaneError.notFound }
            try versions.require(organization.version)
            let (kept, deleted) = try OrganizationRows.domains(of: id, db)
            guard kept == 0, deleted == 0 else {
                let message =
                    kept > 0
                    ? "it has \(kept) domains: delete them, or transfer them, first"
                    : "it has \(deleted) deleted domains, which can be taken back until they are purged"
                throw ControlPlaneError.conflict([Violation("", .conflict, message)], with: [])
            }
            try OrganizationRows.delete(id, db)
            try ActivityRows.note(
                Activity("organization.deleted", in: id, by: caller, subject: organization.name), at: settings.now(), db
            )
        }
    }
}
