import Records
import SQL

extension ControlPlane {
    /// How many API tokens somebody may have.
    static let tokenLimit: Int64 = 1_000

    /// The caller's API tokens; of one that came with less than everything, that one alone.
    public func apiTokens(
        offset: Int = 0, limit: Int = 30, for caller: Caller
    ) async throws -> Listing<StoredToken> {
        let now = settings.now()
        let own = Access.reachesAllTokens(caller) ? nil : caller.token?.id
        let found = try await store.read { db in
            guard let own else {
                return Listing(
                    try TokenRows.list(of: caller.user, at: now, offset: offset, limit: limit, db),
                    of: try TokenRows.count(of: caller.user, db))
            }
            let token = try TokenRows.find(own, of: caller.user, at: now, db)
            return Listing(offset == 0 ? [token].compactMap(\.self) : [], of: token == nil ? 0 : 1)
        }
        return Listing(found.elements.map(withLastUse), of: found.total)
    }

    /// Throws `notFound`, `forbidden`.
    public func apiToken(_ id: Int64, for caller: Caller) async throws -> StoredToken {
        let now = settings.now()
        let found = try await store.read { db in try TokenRows.find(id, of: caller.user, at: now, db) }
        guard let found else { throw ControlPlaneError.notFound }
        try Access.requireToken(id, caller)
        return withLastUse(found)
    }

    /// Makes an API token. Throws `forbidden`, `invalid`, `conflict`, `limitReached`.
    public func createToken(_ draft: TokenDraft, for caller: Caller) async throws -> IssuedToken {
        try Access.requirePerson(caller)
        let (settings, token) = (settings, APIToken.random())
        return try await writePeople { db in
            let now = settings.now()
            // As it is now: the caller may have left an organization since the request began.
            let memberships = try MemberRows.memberships(of: caller.user, token: nil, db)
            let foreign = draft.organizations.enumerated().filter { memberships[$0.element] == nil }
            guard foreign.isEmpty else {
                throw ControlPlaneError.invalid(foreign.map { TokenDraft.notYours(at: "organizations[\($0.offset)]") })
            }
            guard try TokenRows.count(of: caller.user, db) < Self.tokenLimit else {
                throw ControlPlaneError.limitReached("You have \(Self.tokenLimit) API tokens, which is the most.")
            }
            let reached = draft.organizations.isEmpty ? Set(memberships.keys) : Set(draft.organizations)
            try Quota.requireToken(in: reached.sorted(), at: now, db)
            guard let id = try TokenRows.insert(token, draft, of: caller.user, at: now, db),
                let stored = try TokenRows.find(id, of: caller.user, at: now, db)
            else {
                let violation = Violation("name", .duplicate, "name: you have an API token of that name already")
                let rival = try TokenRows.find(named: draft.name, of: caller.user, at: now, db)
                throw ControlPlaneError.conflict([violation], with: rival.map { [.token($0.id)] } ?? [])
            }
            try stored.note("token.created", of: caller.user, by: caller.actor, from: caller.address, at: now, db)
            return IssuedToken(token: stored, plain: token.plain)
        }
    }

    /// Ends a token: the next request that comes with it is refused.
    /// Throws `notFound`, `forbidden`, `preconditionFailed`.
    public func revokeToken(_ id: Int64, versions: Set<Int64>? = nil, for caller: Caller) async throws {
        let settings = settings
        try await writePeople { db in
            let now = settings.now()
            guard let token = try TokenRows.find(id, of: caller.user, at: now, db) else {
                throw ControlPlaneError.notFound
            }
            try Access.requireToken(id, caller)
            try versions.require(StoredToken.version)
            try TokenRows.revoke(id, of: caller.user, db)
            try token.note("token.revoked", of: caller.user, by: caller.actor, from: caller.address, at: now, db)
        }
    }

    private func withLastUse(_ token: StoredToken) -> StoredToken {
        var token = token
        token.lastUsedAt = [token.lastUsedAt, lastUses.time(of: token.id)].compactMap(\.self).max()
        return token
    }
}

extension StoredToken {
    /// A token to some organizations is the business of those; of any other each organization of its user has to know.
    func note(
        _ action: String, of user: Int64, by actor: Actor, from address: IPAddress? = nil, at now: Int64,
        _ db: any Connection
    ) throws {
        var details: JSON.Object = ["tokenId": .integer(id), "expiresAt": Timestamp.json(expiresAt)]
        details.append("permissions", permissions.map { .array($0.map(\.json)) } ?? .null)
        let limits = organizations ?? []
        for organization in limits.isEmpty ? [nil] : limits.map(Optional.some) {
            let activity = Activity(
                action, in: organization, of: organization == nil ? user : nil, by: actor, from: address,
                subject: name, details: details)
            try ActivityRows.note(activity, at: now, db)
        }
    }
}
