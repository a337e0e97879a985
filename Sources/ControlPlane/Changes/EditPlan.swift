import DNS
import Records
import SQL

/// A set of edits of one domain while it is worked out, against the records at the names it touches and no others.
///
/// The edits are taken in their order, the rules hold for the state that they leave: a set may swap a CNAME for an A.
struct EditPlan {
    let line: Line
    let domain: DomainRow
    /// Before and after, by id. A record to be made has the negative number of its edit until it is written.
    private var before: [Int64: DNSRecord] = [:]
    private(set) var after: [Int64: DNSRecord] = [:]
    /// The records at each touched name, as the edits leave it, by id.
    private(set) var names: [String: Set<Int64>] = [:]
    /// Which edit made a record what it is.
    private var authors: [Int64: Int] = [:]
    private(set) var edits: [AppliedEdit] = []

    /// Throws `forbidden` at the first edit that meets a record outside of `permit`, and `invalid` with all that is
    /// wrong with patches.
    init(_ edits: [RecordEdit], of domain: DomainRow, in line: Line, paths: EditPaths, permit: Permit) throws {
        self.line = line
        self.domain = domain
        var faults = Violations()
        for (i, edit) in edits.enumerated() {
            do {
                try take(edit, by: i, paths, permit)
            } catch ControlPlaneError.invalid(let violations) {
                for violation in violations { faults.note(violation) }
            }
        }
        guard faults.isEmpty else { throw ControlPlaneError.invalid(faults.all) }
        try check(paths, permit)
    }

    private mutating func take(_ edit: RecordEdit, by i: Int, _ paths: EditPaths, _ permit: Permit) throws {
        switch edit {
        case .create(let draft):
            try permit.create(draft)
            try create(draft, by: i)
        case .restore(let record):
            try permit.create(record.draft)
            try restore(record, by: i)
        case .update(let id, let draft, let version):
            let record = try record(id, version: version, paths: paths, by: i)
            try permit.update(record.draft, to: draft)
            try update(record, to: draft, by: i)
        case .patch(let id, let patch, let version):
            let record = try record(id, version: version, paths: paths, by: i)
            let draft: DNSRecord.Draft
            do throws(Violations) {
                draft = try patch.applied(to: record.draft, in: domain.apex)
            } catch {
                // Whoever may not touch the record learns nothing of what would be right.
                try permit.update(record.draft, to: record.draft)
                throw ControlPlaneError.invalid(error.all.map { paths.violation($0, of: i) })
            }
            try permit.update(record.draft, to: draft)
            try update(record, to: draft, by: i)
        case .delete(let id, let version):
            let record = try record(id, version: version, paths: paths, by: i)
            try permit.delete(record.draft)
            remove(record)
            edits.append(AppliedEdit(action: .delete, before: record))
        }
    }

    var deleted: [DNSRecord] { before.values.filter { after[$0.recordId] == nil }.sorted { $0.recordId < $1.recordId } }

    /// Those that were there before and are another now.
    var updated: [DNSRecord] {
        after.values.filter { before[$0.recordId] != nil && before[$0.recordId] != $0 }
            .sorted { $0.recordId < $1.recordId }
    }

    /// Those that were there once, under their ids; then the others in the order in which they were asked for.
    var created: [DNSRecord] {
        after.values.filter { before[$0.recordId] == nil }.sorted { $0.recordId > $1.recordId }
    }

    /// A record got its id.
    mutating func settle(_ placeholder: Int64, as id: Int64) {
        guard var record = after.removeValue(forKey: placeholder) else { return }
        record.recordId = id
        after[id] = record
        names[record.draft.name]?.remove(placeholder)
        names[record.draft.name]?.insert(id)
        edits[Int(-placeholder) - 1].after?.recordId = id
    }

    /// What is at a touched name now, in the order of ids.
    func records(at name: String) -> [DNSRecord] {
        (names[name] ?? []).compactMap { after[$0] }.sorted { $0.recordId < $1.recordId }
    }

    private mutating func create(_ draft: DNSRecord.Draft, by i: Int) throws {
        let record = DNSRecord(recordId: -Int64(i + 1), draft: draft, createdAt: line.now, updatedAt: line.now)
        try put(record, by: i)
        edits.append(AppliedEdit(action: .create, after: record))
    }

    private mutating func restore(_ record: DNSRecord, by i: Int) throws {
        var again = DNSRecord(
            recordId: record.recordId, draft: record.draft, version: record.version, createdAt: record.createdAt,
            updatedAt: line.now)
        again.version += 1
        try put(again, by: i)
        edits.append(AppliedEdit(action: .create, after: again))
    }

    private mutating func update(_ record: DNSRecord, to draft: DNSRecord.Draft, by i: Int) throws {
        guard record.draft != draft else {
            edits.append(AppliedEdit(action: .update, before: record, after: record))
            return
        }
        var changed = record
        changed.draft = draft
        changed.version += 1
        changed.updatedAt = line.now
        remove(record)
        try put(changed, by: i)
        edits.append(AppliedEdit(action: .update, before: record, after: changed))
    }

    private mutating func put(_ record: DNSRecord, by i: Int) throws {
        try touch(record.draft.name)
        after[record.recordId] = record
        names[record.draft.name]?.insert(record.recordId)
        authors[record.recordId] = i
    }

    private mutating func remove(_ record: DNSRecord) {
        after[record.recordId] = nil
        names[record.draft.name]?.remove(record.recordId)
    }

    private mutating func touch(_ name: String) throws {
        guard names[name] == nil else { return }
        let records = try RecordRows.records(named: name, of: domain, line.db)
        names[name] = Set(records.map(\.recordId))
        for record in records {
            before[record.recordId] = record
            after[record.recordId] = record
        }
    }

    /// The record that an edit names, as the edits before it left it.
    private mutating func record(_ id: Int64, version: Int64?, paths: EditPaths, by i: Int) throws -> DNSRecord {
        if before[id] == nil, let stored = try RecordRows.record(id, of: domain.id, line.db) {
            try touch(stored.draft.name)
        }
        guard let record = after[id], id > 0 else { throw paths.unknownRecord(i) }
        guard version == nil || version == record.version else { throw ControlPlaneError.preconditionFailed }
        return record
    }

    /// The rules between records, for each that was made or altered, against those that were there and those that
    /// earlier edits made: of two that exclude each other the later one is told. Of records in the way those are named
    /// that may be read.
    private func check(_ paths: EditPaths, _ permit: Permit) throws {
        var inTheSet = Violations()
        var stored = Violations()
        var others: [Int64] = []
        for (id, i) in authors.sorted(by: { $0.value < $1.value }) {
            guard let record = after[id] else { continue }
            let beside = records(at: record.draft.name).filter { $0.recordId != id && authors[$0.recordId] ?? -1 < i }
            for conflict in Rules.conflicts(record.draft, Rules.Surroundings(domain: domain.apex, beside: beside)) {
                let violation = paths.violation(conflict.violation, of: i)
                let inTheWay = conflict.with.filter { $0 > 0 }
                // What the body alone forbids is a fault of the body.
                if inTheWay.isEmpty { inTheSet.note(violation) } else { stored.note(violation) }
                others += inTheWay.filter { id in
                    !others.contains(id) && after[id].map { permit.mayRead($0.draft) } ?? false
                }
            }
        }
        if !inTheSet.isEmpty { throw ControlPlaneError.invalid(inTheSet.all) }
        if !stored.isEmpty { throw ControlPlaneError.conflict(stored.all, with: others.map { .record($0) }) }
    }
}
