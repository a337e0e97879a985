import DNS
import Records
import SQL

/// What was seen of a domain from outside.
private struct Sighting: Sendable {
    let uuid: String
    let organization: Int64
    /// Nil where nobody knows.
    let nameservers: [Name]?
    /// The claim whose record was there.
    let proved: Claim?
}

extension ControlPlane {
    /// Microseconds.
    private static let checkPause: Int64 = 5_000_000
    private static let claimPause: Int64 = 10 * 60_000_000
    private static let delegationPause: Int64 = 86_400_000_000
    private static let checksAtATime = 8

    /// Looks now at what the parent says of a domain, and at the proof of a pending one, which is served from then on.
    /// Throws `notFound`, `forbidden`, `throttled`, `conflict`, `unavailable`.
    public func checkDelegation(
        of uuid: String, of organization: Int64, for caller: Caller
    ) async throws -> Domain {
        let domain = try await self.domain(uuid, of: organization, for: caller)
        try Access.require(caller, .update, .domain(domain.name), of: organization)
        let passed = settings.now() - (domain.delegation.checkedAt ?? 0)
        guard passed >= Self.checkPause || passed < 0 else {
            let pause = Int((Self.checkPause - passed + 999_999) / 1_000_000)
            throw ControlPlaneError.throttled("It was looked at a moment ago.", retryAfter: pause)
        }
        let sighting = await look(at: domain)
        try await note([sighting])
        if sighting.proved != nil { try await settleProof(sighting, by: caller.actor) }
        return try await self.domain(domain.uuid, of: organization, for: caller)
    }

    /// Looks again at some that were not looked at for long. To be called now and then.
    public func checkDelegations() async throws {
        let (now, settings) = (settings.now(), settings)
        let due = try await store.read { db in
            let claims = try DomainRows.uncheckedClaims(
                since: now - Self.claimPause, limit: Self.checksAtATime, db)
            let rows =
                claims.count == Self.checksAtATime
                ? claims
                : try claims
                    + DomainRows.unchecked(
                        since: now - Self.delegationPause, limit: Self.checksAtATime - claims.count, db)
            return rows.map { Domain($0, settings) }
        }
        let sightings = await withTaskGroup(of: Sighting.self) { looks in
            for domain in due { looks.addTask { await self.look(at: domain) } }
            return await looks.reduce(into: []) { $0.append($1) }
        }
        guard !sightings.isEmpty, !Task.isCancelled else { return }
        try await note(sightings)
        for sighting in sightings where sighting.proved != nil {
            do {
                try await settleProof(sighting, by: .system)
            } catch ControlPlaneError.conflict {
                // Another has the name, or one above or below it: the claim waits, and lapses.
            }
        }
    }

    private func look(at domain: Domain) async -> Sighting {
        guard let apex = try? Name(domain.name) else {
            return Sighting(uuid: domain.uuid, organization: domain.organization, nameservers: nil, proved: nil)
        }
        var proved: Claim?
        if domain.status == .pending, let claim = domain.claim,
            let name = try? apex.prepending(Array(Claim.label.utf8))
        {
            let texts = await dns.texts(name) ?? []
            if texts.contains(claim.text) { proved = claim }
        }
        return Sighting(
            uuid: domain.uuid, organization: domain.organization, nameservers: await dns.nameservers(apex),
            proved: proved)
    }

    private func note(_ sightings: [Sighting]) async throws {
        try await inLine { line in
            for sighting in sightings { try line.note(sighting) }
        }
    }

    private func settleProof(_ sighting: Sighting, by actor: Actor) async throws {
        guard let claim = sighting.proved else { return }
        try await inLine { line in
            try line.settle(claim, of: sighting.uuid, of: sighting.organization, by: actor)
        }
    }
}

extension Line {
    /// Nothing that is served depends on it, and nothing of it is in the log.
    fileprivate func note(_ sighting: Sighting) throws {
        var domain: DomainRow
        do {
            domain = try self.domain(sighting.uuid, of: sighting.organization)
        } catch ControlPlaneError.notFound {
            // It went meanwhile.
            return
        }
        domain.delegation = Delegation(
            sighting.nameservers, of: domain.nameservers(settings).map(\.name), checkedAt: now)
        try db.run(
            "update domains set delegation = $1, checked_at = $2 where id = $3", domain.delegation.stored, now,
            domain.id)
        log.update(domain)
    }

    /// Serves a domain whose claim was proved, unless it is another claim by now, or none.
    fileprivate func settle(_ claim: Claim, of uuid: String, of organization: Int64, by actor: Actor) throws {
        let before = try domain(uuid, of: organization)
        guard before.status == .pending, before.claim == claim, claim.expiresAt > now else { return }
        var domain = before
        try admit(&domain)
        try write(&domain)
        try appendSettings(
            of: &domain, after: before, by: actor, origin: .api, zone: try fate(of: domain, before: before))
        let activity = Activity("domain.proved", in: domain.organization, by: actor, subject: domain.name)
        try ActivityRows.note(activity, at: now, db)
    }
}

extension Delegation {
    /// `seen` are the name servers that the parent names, `wanted` the domain's own.
    fileprivate init(_ seen: [Name]?, of wanted: [Name], checkedAt: Int64) {
        self.init(checkedAt: checkedAt)
        guard let seen else { return }
        nameservers = seen.sorted().map(\.textWithoutDot)
        let (parents, own) = (Set(seen), Set(wanted))
        state = parents.isDisjoint(with: own) ? .none : parents == own ? .ok : .partial
    }
}
