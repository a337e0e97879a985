import Records

extension Line {
    /// Undoes a change that was made for this organization.
    func revert(_ number: Int64, of uuid: String, by permit: Permit, message: String) throws -> PlannedEdits {
        let domain = try domain(uuid, of: permit.organization)
        guard let change = try ChangeRows.find(number, of: domain.id, shownTo: permit.organization, db) else {
            throw ControlPlaneError.notFound
        }
        let edits = try EditsJSON.edits(change.edits)
        guard !edits.isEmpty else {
            let violation = Violation("number", .conflict, "number: nobody asked for this change: it is not undone")
            throw ControlPlaneError.conflict([violation], with: [])
        }
        var reversal = Reversal(of: domain, permit: permit)
        for (i, edit) in edits.enumerated().reversed() {
            try reversal.undo(edit, i) { id in try RecordRows.record(id, of: domain.id, db) }
        }
        try reversal.finish()
        return try apply(
            reversal.edits, authority: reversal.authority, to: uuid, paths: .set, by: permit, origin: .revert,
            message: message)
    }

    /// Brings a domain back to what it was: `authority`, and `records` as far as the log was read.
    func restore(
        _ uuid: String, to authority: Authority, _ records: PastRecords, by permit: Permit, message: String
    ) throws -> PlannedEdits {
        let domain = try domain(uuid, of: permit.organization)
        var records = records
        try records.readOn(db)
        for edits in log.plannedEdits(of: domain.id) { try records.take(edits) }
        let edits = records.waysBack
        guard edits.count <= ControlPlane.editLimit else {
            let violation = Violation(
                "at", .range,
                "at: \(edits.count) records have become others since, and at most \(ControlPlane.editLimit) are restored"
            )
            throw ControlPlaneError.invalid([violation])
        }
        return try apply(
            edits, authority: authority, to: uuid, paths: .set, by: permit, origin: .restore, message: message)
    }
}

/// The edits that undo others, the last first, and what stands in their way.
private struct Reversal {
    private let domain: DomainRow
    private let permit: Permit
    private(set) var edits: [RecordEdit] = []
    /// What the name servers and the SOA were; nil where the change did not set them.
    private(set) var authority: Authority?
    private var faults: [Violation] = []
    private var rivals: [Rival] = []
    /// Records as the edits so far leave them; nil for one that is gone.
    private var state: [Int64: DNSRecord?] = [:]

    init(of domain: DomainRow, permit: Permit) {
        self.domain = domain
        self.permit = permit
    }

    mutating func undo(_ edit: Edit, _ i: Int, _ stored: (Int64) throws -> DNSRecord?) throws {
        switch (edit.before, edit.after) {
        case (_, .settings(let after)?):
            var before: JSON.Object?
            if case .settings(let settings)? = edit.before { before = settings }
            try undoSettings(before, after, i)
        case (let before, let after): try undo(before?.record, after?.record, i, stored)
        }
    }

    private mutating func undo(
        _ before: DNSRecord?, _ after: DNSRecord?, _ i: Int, _ stored: (Int64) throws -> DNSRecord?
    ) throws {
        guard let either = after ?? before else { return }
        let id = either.recordId
        let present = try state[id] ?? stored(id)
        guard present?.draft == after?.draft else {
            let fate = present == nil ? "is no longer there" : after == nil ? "is there again" : "was altered since"
            note(i, "\(either.name) \(either.kind.typeString) \(fate)")
            if let present, permit.mayRead(present.draft), !rivals.contains(.record(id)) { rivals.append(.record(id)) }
            return
        }
        switch before {
        case nil: edits.append(.delete(id))
        case let before? where after == nil: edits.append(.restore(before))
        case let before?: edits.append(.update(id, before.draft))
        }
        state[id] = .some(before)
    }

    private mutating func undoSettings(_ before: JSON.Object?, _ after: JSON.Object, _ i: Int) throws {
        guard let before, LoggedAuthority.others(of: before) == LoggedAuthority.others(of: after) else {
            return note(i, "it made the domain, or altered its standing: there are other ways back")
        }
        guard LoggedAuthority.members(of: after) == LoggedAuthority.members(of: domain.logged) else {
            return note(i, "the name servers or the SOA have been set again since")
        }
        authority = try Authority(logged: before)
    }

    private mutating func note(_ i: Int, _ message: String) {
        faults.append(Violation("edits[\(i)]", .conflict, "edits[\(i)]: \(message)"))
    }

    /// Throws what stands in the way, in the order of the edits.
    func finish() throws(ControlPlaneError) {
        guard faults.isEmpty else { throw .conflict(Violations(faults.reversed()).all, with: rivals.reversed()) }
    }
}
