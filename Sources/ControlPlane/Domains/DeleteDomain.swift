import DNS
import Records
import SQL

extension Line {
    /// Takes a domain out of service and frees its name, in one change. Its rows stay for `undelete`.
    func remove(
        _ domain: DomainRow, by actor: Actor, origin: Origin, message: String? = nil
    ) throws -> DomainRow {
        let before = domain
        var domain = domain
        domain.status = .deleted
        domain.deletedAt = now
        domain.offer = nil
        try write(&domain)
        if before.status != .pending { try FirstSerial.remember(domain.serial, of: domain.name, db) }
        try appendSettings(
            of: &domain, after: before, by: actor, origin: origin, message: message,
            zone: before.isServed ? .vanishes : .stays)
        return domain
    }

    /// Puts a deleted domain back as it was, under a later serial. Throws `notFound`, `conflict`, `limitReached`.
    func restore(_ domain: DomainRow, by caller: Caller, origin: Origin) throws -> DomainRow {
        try Quota.requireDomain(in: domain.organization, db)
        let before = domain
        var domain = domain
        domain.deletedAt = nil
        if domain.claim != nil {
            let claims = try DomainRows.claims(of: domain.name, db)
            if let rival = claims.first(where: { $0.organization == domain.organization }) {
                throw ControlPlaneError.nameIsTaken(by: rival, for: caller)
            }
            domain.status = .pending
            domain.claim = Claim(at: now)
        } else {
            if let rival = try DomainRows.find(named: domain.name, db) {
                throw ControlPlaneError.nameIsTaken(by: rival, for: caller)
            }
            if settings.policy.isPublic, try Overlap.exists(domain.apex, of: domain.organization, db) {
                throw ControlPlaneError.overlaps
            }
            domain.status = .active
        }
        try advanceSerial(of: &domain)
        try write(&domain)
        // The operator's settings may be others by now.
        let delta = try settle(domain)
        domain.settings = settings.fingerprint
        try appendSettings(
            of: &domain, after: before, delta: delta, by: caller.actor, origin: origin,
            zone: try fate(of: domain, before: before))
        return domain
    }
}

extension ControlPlane {
    /// For how long a deleted domain can be put back. Microseconds.
    static let undeleteTime: Int64 = 30 * 86_400 * 1_000_000

    /// Deletes a domain, if it has the expected `version`: it is not served from now on, and its name is free.
    /// Throws `notFound`, `forbidden`, `preconditionFailed`, `unavailable`.
    public func deleteDomain(
        _ uuid: String, of organization: Int64, version: Int64? = nil, for caller: Caller, origin: Origin = .api
    ) async throws {
        let uuid = try domainID(uuid)
        try await inLine { line in
            let domain = try line.domain(uuid, of: organization)
            try Access.require(caller, .delete, .domain(domain.name), of: organization)
            guard version == nil || version == domain.version else { throw ControlPlaneError.preconditionFailed }
            // Else the name could be taken again at once, and served.
            guard domain.status != .suspended || caller.isActingOperator else {
                throw ControlPlaneError.forbidden(rule: "domain-suspended")
            }
            try line.note("domain.deleted", line.remove(domain, by: caller.actor, origin: origin), by: caller)
        }
        references.forget(uuid)
    }

    /// Puts back a domain that was deleted less than 30 days ago.
    /// Throws `notFound`, `forbidden`, `conflict` where its name is taken, `limitReached`, `unavailable`.
    public func undeleteDomain(
        _ uuid: String, of organization: Int64, for caller: Caller, origin: Origin = .api
    ) async throws -> Domain {
        let uuid = try domainID(uuid)
        return try await inLine { line in
            guard let domain = try line.deletedDomain(uuid, of: organization) else { throw ControlPlaneError.notFound }
            try Access.require(caller, .create, .domain(domain.name), of: organization)
            let restored = try line.restore(domain, by: caller, origin: origin)
            try line.note("domain.restored", restored, by: caller)
            return Domain(restored, line.settings, warnings: try line.warnings(about: restored))
        }
    }
}

extension Line {
    /// One that can still be put back.
    fileprivate func deletedDomain(_ uuid: String, of organization: Int64) throws -> DomainRow? {
        guard let row = try DomainRows.findDeleted(uuid, of: organization, since: now - ControlPlane.undeleteTime, db)
        else { return nil }
        // Deleted in this same group: its number is not in the row yet.
        return log.domain(uuid) ?? row
    }
}
