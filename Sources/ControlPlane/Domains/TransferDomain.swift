import DNS
import Records
import SQL

extension ControlPlane {
    /// Offers a domain to another organization, in the place of an earlier offer. Nothing changes until it is taken.
    /// Throws `notFound`, `forbidden`, `invalid`, `conflict`, `unavailable`.
    public func offerDomain(
        _ uuid: String, of organization: Int64, to target: Int64, for caller: Caller
    ) async throws -> Transfer {
        let uuid = try domainID(uuid)
        return try await inLine { line in
            var domain = try line.domainToGive(uuid, of: organization, for: caller)
            guard target != organization else {
                let violation = Violation("organization", .notAllowed, "organization: has the domain already")
                throw ControlPlaneError.invalid([violation])
            }
            guard domain.status == .active else {
                let violation = Violation("status", .conflict, "status: only an active domain can be given away")
                throw ControlPlaneError.conflict([violation], with: [])
            }
            domain.offer = Offer(
                organization: target, offeredAt: line.now, isVoid: try !OrganizationRows.exists(target, line.db))
            try line.settleOffer(&domain)
            try line.note("transfer.offered", domain, by: caller, details: ["to": .integer(target)])
            guard let transfer = Transfer(domain) else { throw ControlPlaneError.notFound }
            return transfer
        }
    }

    /// Takes an offer back. Throws `notFound`, `forbidden`, `unavailable`.
    public func withdrawDomain(_ uuid: String, of organization: Int64, for caller: Caller) async throws {
        let uuid = try domainID(uuid)
        try await inLine { line in
            var domain = try line.domainToGive(uuid, of: organization, for: caller)
            guard let offer = domain.offer else { throw ControlPlaneError.notFound }
            domain.offer = nil
            try line.settleOffer(&domain)
            try line.note("transfer.withdrawn", domain, by: caller, details: ["to": .integer(offer.organization)])
        }
    }

    /// The offer of a domain. `organization` is the one that gives it, or the one that may take it.
    /// Throws `notFound`, `forbidden`.
    public func transfer(of uuid: String, at organization: Int64, for caller: Caller) async throws -> Transfer {
        let uuid = try domainID(uuid)
        return try await store.read { db in
            guard let domain = try DomainRows.findOffered(uuid, at: organization, db), let transfer = Transfer(domain)
            else { throw ControlPlaneError.notFound }
            try Access.require(caller, .read, .domain(domain.name), of: organization)
            return transfer
        }
    }

    /// Takes a domain that was offered, in one change of it: from then on it is the other organization's, with its
    /// records and its log. `organization` is the one that gives it, or the one that takes it; the caller needs leave
    /// of the latter. Throws `notFound`, `forbidden`, `limitReached`, `conflict`, `unavailable`.
    public func acceptDomain(
        _ uuid: String, at organization: Int64, for caller: Caller, origin: Origin = .api
    ) async throws -> Domain {
        let uuid = try domainID(uuid)
        let taken = try await inLine { line in
            guard let row = try DomainRows.findOffered(uuid, at: organization, line.db), let offer = row.offer,
                !offer.isVoid
            else { throw ControlPlaneError.notFound }
            try Access.require(caller, .create, .domain(row.name), of: offer.organization)
            // What the row does not have yet is in the group's memory.
            return Domain(
                try line.hand(line.log.domain(uuid) ?? row, to: offer.organization, by: caller, origin: origin),
                line.settings)
        }
        references.forget(uuid)
        return taken
    }
}

extension Line {
    /// Throws `notFound`, `forbidden`.
    fileprivate func domainToGive(_ uuid: String, of organization: Int64, for caller: Caller) throws -> DomainRow {
        let domain = try domain(uuid, of: organization)
        // Whoever may not delete it may not give it away.
        try Access.require(caller, .delete, .domain(domain.name), of: organization)
        return domain
    }

    /// An offer alters nothing that is served or kept in the log.
    fileprivate func settleOffer(_ domain: inout DomainRow) throws {
        try write(&domain)
        log.update(domain)
    }

    fileprivate func hand(
        _ before: DomainRow, to target: Int64, by caller: Caller, origin: Origin
    ) throws -> DomainRow {
        guard before.status == .active else { throw ControlPlaneError.notFound }
        try Quota.requireDomain(in: target, db)
        if let limit = caller.organizations[target]?.quotas[.recordsPerDomain], before.recordCount > limit {
            throw ControlPlaneError.limitReached(
                "\(before.name) has \(before.recordCount) records; whoever takes it may have \(limit) a domain.")
        }
        // Who gives it consents to it; others who have names above or below were asked about the giver alone.
        if settings.policy.isPublic,
            try Overlap.exists(before.apex, of: target, besides: before.organization, db)
        {
            throw ControlPlaneError.overlaps
        }
        var domain = before
        domain.organization = target
        domain.offer = nil
        try write(&domain)
        try appendSettings(of: &domain, after: before, by: caller.actor, origin: origin, zone: .moves)
        let details: JSON.Object = ["from": .integer(before.organization), "to": .integer(target)]
        for owner in [before, domain] { try note("domain.transferred", owner, by: caller, details: details) }
        return domain
    }
}
