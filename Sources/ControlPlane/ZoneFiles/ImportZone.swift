import Records
import SQL

/// What becomes of the records that a zone file does not mention.
public enum ImportMode: String, Sendable, Hashable, CaseIterable {
    /// They stay.
    case merge
    /// They go, but for those without a resource record: Redirect, Flatten, PullZone, Script.
    case replace
}

extension ControlPlane {
    /// Brings the records of a zone file into a domain, by one change of at most 1,000 edits. A record that is there already
    /// keeps its id, weight, monitor and comment, and gets the TTL of the file; `withSpecial`, a replacement removes what
    /// has no resource record, too. Throws `invalid`, `conflict`, `notFound`, `forbidden`, `unavailable`.
    public func importZone(
        _ draft: ZoneFileDraft, into domain: DomainReference, _ mode: ImportMode, withSpecial: Bool = false,
        message: String? = nil, isDryRun: Bool = false, for caller: Caller
    ) async throws -> SeenChange {
        let permit = permit(caller, domain)
        let source = ZoneImport(draft: draft, mode: mode, withSpecial: withSpecial)
        // Worked out beside the line, which holds up nobody, unless the domain is altered again and again meanwhile.
        for _ in 0..<3 {
            let plan = try await store.read { db in
                guard let row = try DomainRows.find(domain.uuid, of: domain.organization, db) else {
                    throw ControlPlaneError.notFound
                }
                return try source.plan(for: row, db)
            }
            do {
                return try await work(isDryRun, by: caller.actor, .import, message) { line in
                    guard try line.domain(domain.uuid, of: domain.organization).number == plan.number else {
                        throw Outdated()
                    }
                    return try line.carryOut(plan, on: domain.uuid, by: permit, message: message)
                }
            } catch is Outdated {
                continue
            }
        }
        return try await work(isDryRun, by: caller.actor, .import, message) { line in
            let row = try line.domain(domain.uuid, of: domain.organization)
            return try line.carryOut(
                try source.plan(for: row, line.db), on: domain.uuid, by: permit, message: message)
        }
    }
}

/// The domain has been altered since the import was worked out.
private struct Outdated: Error {}

/// The edits of an import, for the domain as it was after its change `number`.
private struct ImportPlan: Sendable {
    let number: Int64
    var edits: [RecordEdit] = []
    /// Of each edit in the file.
    var lines: [Int?] = []
    let warnings: [Warning]

    mutating func add(_ edit: RecordEdit, line: Int? = nil) {
        edits.append(edit)
        lines.append(line)
    }
}

extension Line {
    fileprivate func carryOut(
        _ plan: ImportPlan, on uuid: String, by permit: Permit, message: String?
    ) throws -> PlannedEdits {
        var planned = try apply(
            plan.edits, to: uuid, paths: .file(plan.lines), by: permit, origin: .import, message: message)
        planned.sourceWarnings = plan.warnings
        return planned
    }
}

private struct ZoneImport: Sendable {
    let draft: ZoneFileDraft
    let mode: ImportMode
    let withSpecial: Bool

    /// Throws `invalid` where one change does not hold as many edits.
    func plan(for domain: DomainRow, _ db: any Connection) throws -> ImportPlan {
        if mode == .replace { try require(Int(domain.recordCount) - draft.entries.count) }
        var present: [RecordContent: DNSRecord] = [:]
        try forEachPresent(in: domain, db) { present[RecordContent($0.draft)] = $0 }
        var plan = ImportPlan(number: domain.number, warnings: draft.warnings)
        var additions: [ZoneFileDraft.Entry] = []
        var updates: [(id: Int64, draft: DNSRecord.Draft, line: Int)] = []
        for entry in draft.entries {
            guard let record = present.removeValue(forKey: RecordContent(entry.record)) else {
                additions.append(entry)
                continue
            }
            guard record.ttl != entry.record.ttl else { continue }
            var altered = record.draft
            altered.ttl = entry.record.ttl
            updates.append((record.recordId, altered, entry.line))
        }
        if mode == .replace {
            let superfluous = present.values.filter { withSpecial || $0.kind.rrType != nil }
            for record in superfluous.sorted(by: { $0.recordId < $1.recordId }) { plan.add(.delete(record.recordId)) }
        }
        for update in updates { plan.add(.update(update.id, update.draft), line: update.line) }
        for entry in additions { plan.add(.create(entry.record), line: entry.line) }
        try require(plan.edits.count)
        return plan
    }

    private func require(_ count: Int) throws {
        guard count > ControlPlane.editLimit else { return }
        let violation = Violation(
            "", .range,
            "the file: \(count) records would be made, altered or deleted, of at most \(ControlPlane.editLimit)")
        throw ControlPlaneError.invalid([violation])
    }

    /// For a replacement all records, else those at the names of the file.
    private func forEachPresent(
        in domain: DomainRow, _ db: any Connection, _ body: (DNSRecord) -> Void
    ) throws {
        guard mode == .replace else {
            let names = Set(draft.entries.map(\.record.name))
            return try RecordRows.records(named: Array(names), outside: nil, of: domain, db).forEach(body)
        }
        var id: Int64 = 0
        while true {
            let rows = try RecordRows.page(after: id, limit: 1_000, of: domain, .all, db)
            rows.compactMap(RecordRows.record).forEach(body)
            guard let last = rows.last, rows.count == 1_000 else { return }
            id = last.integer(0)
        }
    }
}
