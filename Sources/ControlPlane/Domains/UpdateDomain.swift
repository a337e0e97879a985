import DNS
import Records
import SQL

extension Line {
    /// Carries out a patch: one change, if there is anything to change. Throws `notFound`, `forbidden`,
    /// `preconditionFailed`, `conflict`.
    func updateDomain(
        _ uuid: String, of organization: Int64, _ patch: DomainPatch, version: Int64?, by caller: Caller,
        origin: Origin
    ) throws -> DomainRow {
        let before = try domain(uuid, of: organization)
        guard version == nil || version == before.version else { throw ControlPlaneError.preconditionFailed }
        var domain = before
        patch.authority.apply(to: &domain.authority)
        // An operator sets the status, and nothing else, where it is no member.
        if domain.authority != before.authority || patch.status == nil {
            try Access.require(caller, .update, .domain(domain.name), of: organization)
        }
        if let status = patch.status, status != before.status {
            try Access.requireOperator(caller)
            try stand(&domain, as: status)
        }
        guard domain.authority != before.authority || domain.status != before.status else { return before }
        try write(&domain)
        let delta = try settle(domain)
        try appendSettings(
            of: &domain, after: before, delta: delta, by: caller.actor, origin: origin,
            zone: try fate(of: domain, before: before), altersSOA: domain.soa(settings) != before.soa(settings))
        if domain.status != before.status {
            try note("domain.\(domain.status == .suspended ? "suspended" : "activated")", domain, by: caller)
        }
        return domain
    }

    /// Brings what is served at the apex and at the domain's own name server up to its settings; the difference.
    func settle(_ domain: DomainRow) throws -> Delta {
        var delta = Delta()
        for owner in domain.settledOwners {
            let name = OwnerKey(owner, in: domain.apex)
            let records = try RecordRows.records(named: name.text, of: domain, db)
            let step = try ServedRows.replace(
                at: name, in: domain, with: domain.served(at: owner, from: records, settings), db)
            delta.removed += step.removed
            delta.added += step.added
        }
        return delta
    }

    /// Once the row and what is served are as the change leaves them.
    func fate(of domain: DomainRow, before: DomainRow) throws -> ZoneFate {
        switch (before.isServed, domain.isServed) {
        case (true, false): .vanishes
        case (false, true): .appears(try ServedRows.records(of: domain, db))
        default: .stays
        }
    }

    /// What an operator makes of a domain.
    private func stand(_ domain: inout DomainRow, as status: Domain.Status) throws {
        switch (domain.status, status) {
        case (.pending, .active): try admit(&domain, byOperator: true)
        case (.pending, _):
            throw ControlPlaneError.conflict(
                [Violation("status", .conflict, "status: a pending domain is not served; delete it")], with: [])
        default: domain.status = status
        }
    }
}

extension ControlPlane {
    /// Carries out a patch of a domain, if it has the expected `version`.
    /// Throws `notFound`, `forbidden`, `preconditionFailed`, `conflict`, `unavailable`.
    public func updateDomain(
        _ domain: Domain, _ patch: DomainPatch, version: Int64? = nil, for caller: Caller, origin: Origin = .api
    ) async throws -> Domain {
        try await inLine { line in
            let row = try line.updateDomain(
                domain.uuid, of: domain.organization, patch, version: version, by: caller, origin: origin)
            return Domain(row, line.settings, warnings: try line.warnings(about: row))
        }
    }
}
