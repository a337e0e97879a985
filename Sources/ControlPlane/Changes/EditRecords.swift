import DNS
import Records
import SQL

extension Line {
    /// Carries out a set of edits of one domain, or throws and leaves no trace.
    func apply(
        _ edits: [RecordEdit], to uuid: String, paths: EditPaths, by permit: Permit, origin: Origin, message: String?
    ) throws -> PlannedEdits {
        var domain = try domain(uuid, of: permit.organization)
        var plan = try EditPlan(edits, of: domain, in: self, paths: paths, permit: permit)
        let (deleted, updated, created) = (plan.deleted, plan.updated, plan.created)
        guard !(deleted.isEmpty && updated.isEmpty && created.isEmpty) else {
            return PlannedEdits(edits: plan.edits, number: nil, serial: domain.serial, ticket: nil)
        }
        // Deleted first, and the updated ones too, so that two records may swap their contents.
        for record in deleted + updated { try RecordRows.delete(record.recordId, of: domain.id, db) }
        for record in updated { try RecordRows.reinsert(record, in: domain.id, db) }
        for record in created {
            plan.settle(record.recordId, as: try RecordRows.insert(record, in: domain.id, db))
        }
        domain.recordCount += Int64(created.count - deleted.count)

        let delta = try delta(of: plan, in: domain)
        let applied = try plan.edits.map { edit in
            var edit = edit
            edit.warnings = try warnings(about: edit, in: plan)
            return edit
        }
        let ticket = try append(
            to: &domain, edits: EditsJSON.bytes(applied.compactMap(\.edit)), delta: delta, by: permit.caller.actor,
            origin: origin, message: message)
        return PlannedEdits(edits: applied, number: domain.number, serial: domain.serial, ticket: ticket)
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

    private func warnings(about edit: AppliedEdit, in plan: EditPlan) throws -> [Warning] {
        guard let record = edit.after else { return [] }
        let surroundings = Rules.Surroundings(
            domain: plan.domain.apex,
            beside: plan.records(at: record.draft.name).filter { $0.recordId != record.recordId },
            cutsAbove: try cuts(above: record.draft.name, in: plan))
        return Rules.warnings(record.draft, surroundings)
    }

    /// The NS records at the names above `name`, below the apex: looked up name by name, never searched for.
    private func cuts(above name: String, in plan: EditPlan) throws -> [DNSRecord] {
        var cuts: [DNSRecord] = []
        var rest = name[...]
        while let dot = rest.firstIndex(of: ".") {
            rest = rest[rest.index(after: dot)...]
            let ancestor = String(rest)
            cuts +=
                plan.names[ancestor] != nil
                ? plan.records(at: ancestor).filter { $0.kind == .ns }
                : try RecordRows.delegation(at: ancestor, of: plan.domain, db)
        }
        return cuts
    }
}

/// A set of edits that waits for its group to commit.
struct PlannedEdits: Sendable {
    var edits: [AppliedEdit]
    var number: Int64?
    var serial: UInt32
    var ticket: Ticket?

    /// To be read after the commit.
    var applied: AppliedChange {
        AppliedChange(edits: edits, number: number, sequence: ticket?.sequence, serial: serial)
    }
}
