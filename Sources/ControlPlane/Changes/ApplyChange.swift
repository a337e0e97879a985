import Records

/// Ends a write that is only tried: its member of the group is rolled back.
private struct Tried: Error {
    let planned: PlannedEdits
}

extension ControlPlane {
    /// Carries out a set of edits, all of them or none; with `isDryRun` it is worked out against the state as it is, and
    /// nothing is kept. Violations name their edit: `edits[3].record.ttl`.
    /// Throws `invalid`, `conflict`, `notFound`, `forbidden`, `unavailable`.
    public func apply(
        _ draft: ChangeDraft, to domain: DomainReference, isDryRun: Bool = false, for caller: Caller,
        origin: Origin = .api
    ) async throws -> SeenChange {
        for verb in draft.verbs {
            try Access.require(caller, verb, .records(in: domain.name), of: domain.organization)
        }
        let permit = permit(caller, domain)
        guard draft.faults.isEmpty else { throw try await allFaults(of: draft, in: domain, permit) }
        let edits = draft.edits.sorted { $0.key < $1.key }.map(\.value)
        return try await work(isDryRun, by: caller.actor, origin, draft.message) { line in
            try line.apply(edits, to: domain.uuid, paths: .set, by: permit, origin: origin, message: draft.message)
        }
    }

    /// What is wrong with the body, and with its patches as far as the stored records tell: in the order of the edits.
    private func allFaults(
        of draft: ChangeDraft, in domain: DomainReference, _ permit: Permit
    ) async throws -> ControlPlaneError {
        try await store.read { db in
            guard let row = try DomainRows.find(domain.uuid, of: domain.organization, db) else { return .notFound }
            var faults: [(place: Int, violation: Violation)] = draft.faults.all.map {
                (EditPaths.place(of: $0) ?? .max, $0)
            }
            for case (let i, .patch(let id, let patch, _)) in draft.edits {
                guard let record = try RecordRows.record(id, of: row.id, db), permit.mayRead(record.draft) else {
                    continue
                }
                do throws(Violations) {
                    _ = try patch.applied(to: record.draft, in: domain.apex)
                } catch {
                    faults += error.all.map { (i, EditPaths.set.violation($0, of: i)) }
                }
            }
            // Those of one edit keep their order.
            let sorted = faults.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
            return .invalid(Violations(sorted.map(\.element.violation)).all)
        }
    }

    /// Undoes one change of a domain by another: what it made goes, what it removed comes back under its id, what it
    /// altered is as it was before. Throws `conflict`, naming what has become another since; `notFound`, `forbidden`,
    /// `unavailable`.
    public func revertChange(
        _ number: Int64, of domain: DomainReference, message: String? = nil, isDryRun: Bool = false,
        for caller: Caller
    ) async throws -> SeenChange {
        let permit = permit(caller, domain)
        let message = message ?? "Revert change \(number)"
        return try await work(isDryRun, by: caller.actor, .revert, message) { line in
            try line.revert(number, of: domain.uuid, by: permit, message: message)
        }
    }

    /// Puts the records of a domain, its name servers and its SOA back to what they were at a `moment`, by one change of at
    /// most 1,000 edits. Throws `invalid` where more would be needed; `conflict`, `notFound`, `forbidden`, `unavailable`.
    public func restore(
        _ domain: DomainReference, to moment: Moment, message: String? = nil, isDryRun: Bool = false,
        for caller: Caller
    ) async throws -> SeenChange {
        let permit = permit(caller, domain)
        let message = message ?? "Restore \(moment)"
        // Most of the log is read beside the line, which holds up nobody.
        let (then, records) = try await store.read { db in
            guard let row = try DomainRows.find(domain.uuid, of: domain.organization, db) else {
                throw ControlPlaneError.notFound
            }
            do {
                return try row.past(moment, db)
            } catch ControlPlaneError.notFound {
                let violation = Violation("at", .unknown, "at: the domain has no such state, or had it elsewhere")
                throw ControlPlaneError.invalid([violation])
            }
        }
        return try await work(isDryRun, by: caller.actor, .restore, message) { line in
            try line.restore(domain.uuid, to: then.authority, records, by: permit, message: message)
        }
    }

    /// Carries out `body` in the line, or tries it, and tells of it.
    func work(
        _ isDryRun: Bool, by actor: Actor, _ origin: Origin, _ message: String?,
        _ body: @escaping @Sendable (Line) throws -> PlannedEdits
    ) async throws -> SeenChange {
        let planned: PlannedEdits
        do {
            planned = try await inLine { line in
                let planned = try body(line)
                guard !isDryRun else { throw Tried(planned: planned) }
                return planned
            }
        } catch let tried as Tried {
            planned = tried.planned
        }
        return planned.seen(by: actor, origin, message, isPlanned: isDryRun)
    }
}
