import DNS
import Records
import SQL

extension Line {
    /// Carries out a set of edits of one domain, or throws and leaves no trace. `authority`: what its name servers and its
    /// SOA are to be in the same change.
    func apply(
        _ edits: [RecordEdit], authority: Authority? = nil, to uuid: String, paths: EditPaths, by permit: Permit,
        origin: Origin, message: String?
    ) throws -> PlannedEdits {
        var domain = try domain(uuid, of: permit.organization)
        let soa = authority.map { _ in domain.soa(self.settings) }
        let settings = try authority.flatMap { try set($0, of: &domain, by: permit) }
        var plan = try EditPlan(edits, of: domain, in: self, paths: paths, permit: permit)
        let (deleted, updated, created) = (plan.deleted, plan.updated, plan.created)
        guard !(deleted.isEmpty && updated.isEmpty && created.isEmpty) || settings != nil else {
            return PlannedEdits(edits: plan.edits, serial: domain.serial, at: now)
        }
        try permit.quotas.requireRoom(for: created.count - deleted.count, in: domain)
        // Deleted first, and the updated ones too, so that two records may swap their contents.
        for record in deleted + updated { try RecordRows.delete(record.recordId, of: domain.id, db) }
        for record in updated { try RecordRows.reinsert(record, in: domain.id, db) }
        for record in created where record.recordId > 0 { try RecordRows.reinsert(record, in: domain.id, db) }
        for record in created where record.recordId < 0 {
            plan.settle(record.recordId, as: try RecordRows.insert(record, in: domain.id, db))
        }
        domain.recordCount += Int64(created.count - deleted.count)

        var delta = try delta(of: plan, in: domain)
        if settings != nil {
            let step = try settle(domain)
            delta.removed += step.removed
            delta.added += step.added
        }
        var neighbourhood = Neighbourhood(in: domain.apex)
        let applied = try plan.edits.map { edit in
            guard let record = edit.after else { return edit }
            var edit = edit
            try look(around: record.draft.name, of: plan, &neighbourhood)
            edit.warnings = neighbourhood.warnings(about: record)
            return edit
        }
        var planned = PlannedEdits(edits: applied, settings: settings, serial: domain.serial, at: now)
        planned.ticket = try append(
            to: &domain, edits: EditsJSON.bytes(planned.logged), delta: delta, by: permit.caller.actor,
            origin: origin, message: message,
            altersSOA: soa.map { $0 != domain.soa(self.settings) } ?? false)
        (planned.number, planned.serial) = (domain.number, domain.serial)
        return planned
    }

    /// Nil where the domain has them so already.
    private func set(_ authority: Authority, of domain: inout DomainRow, by permit: Permit) throws -> Edit? {
        guard authority != domain.authority else { return nil }
        try Access.require(permit.caller, .update, .domain(domain.name), of: permit.organization)
        let before = domain.logged
        domain.authority = authority
        try write(&domain)
        return .settings(before, to: domain.logged)
    }

    /// What is served otherwise at the touched names, which is brought up to date.
    private func delta(of plan: EditPlan, in domain: DomainRow) throws -> Delta {
        var delta = Delta()
        for name in plan.names.keys.sorted() {
            let key = try OwnerKey(name, in: domain.apex)
            let owner = try key.name(in: domain.apex)
            let served = domain.served(at: owner, from: plan.records(at: name), settings)
            let step = try ServedRows.replace(at: key, in: domain, with: served, db)
            delta.removed += step.removed
            delta.added += step.added
        }
        return delta
    }

    /// Looks at `name` as the plan leaves it, and at those above it: looked up name by name, never searched for.
    private func look(around name: String, of plan: EditPlan, _ neighbourhood: inout Neighbourhood) throws {
        if !neighbourhood.has(name) { neighbourhood.add(plan.records(at: name), at: name) }
        for ancestor in Neighbourhood.names(above: name) where !neighbourhood.has(ancestor) {
            let isTouched = plan.names[ancestor] != nil
            let records =
                isTouched ? plan.records(at: ancestor) : try RecordRows.delegation(at: ancestor, of: plan.domain, db)
            neighbourhood.add(records, at: ancestor)
        }
    }
}

/// A set of edits that waits for its group to commit.
struct PlannedEdits: Sendable {
    var edits: [AppliedEdit]
    /// Of the domain's settings.
    var settings: Edit?
    /// In the domain's log; nil if nothing is altered.
    var number: Int64?
    var serial: UInt32
    var ticket: Ticket?
    /// Microseconds since 1970.
    let at: Int64
    /// Of where the edits come from.
    var sourceWarnings: [Warning] = []

    /// As the log keeps them: those that alter nothing are left out.
    var logged: [Edit] {
        var logged = edits.compactMap(\.edit)
        if let settings { logged.append(settings) }
        return logged
    }

    /// To be read after the commit.
    var applied: AppliedChange {
        AppliedChange(edits: edits, number: number, sequence: ticket?.sequence, serial: serial)
    }

    /// To be read after the commit; `isPlanned`: it was only tried.
    func seen(by actor: Actor, _ origin: Origin, _ message: String?, isPlanned: Bool) -> SeenChange {
        let warnings = edits.enumerated().flatMap { i, edit in
            edit.warnings.map { $0.moved(below: "edits[\(i)].record") }
        }
        return SeenChange(
            number: isPlanned ? nil : number, sequence: isPlanned ? nil : ticket?.sequence, serial: serial,
            isPlanned: isPlanned, createdAt: at, actor: actor, origin: origin, message: message, edits: logged,
            warnings: sourceWarnings + warnings)
    }
}
