import Records

extension Line {
    /// Undoes a change that was made for this organization.
    func revert(_ number: Int64, of uuid: String, by permit: Permit, message: String) throws -> WorkedOutChange {
        let domain = try domain(uuid, of: permit.organization)
        guard let change = try ChangeRows.find(number, of: domain.id, shownTo: permit.organization, db) else {
            throw ControlPlaneError.notFound
        }
        let edits = try EditsJSON.edits(change.edits)
        if let settings = edits.first(where: { $0.after?.record == nil && $0.before?.record == nil }) {
            return try revertSettings(settings, of: domain, by: permit, message: message)
        }
        guard !edits.isEmpty else { throw Self.refusal("number", "nobody asked for this change: it is not undone") }
        var reversal = Reversal(permit: permit)
        for (i, edit) in edits.enumerated().reversed() {
            try reversal.undo(edit, i) { id in try RecordRows.record(id, of: domain.id, db) }
        }
        try reversal.finish()
        let planned = try apply(
            reversal.edits, to: uuid, paths: .set, by: permit, origin: .revert, message: message)
        return WorkedOutChange(planned, at: now)
    }

    private func revertSettings(
        _ edit: Edit, of before: DomainRow, by permit: Permit, message: String
    ) throws -> WorkedOutChange {
        try Access.require(permit.caller, .update, .domain(before.name), of: permit.organization)
        guard case .settings(let then)? = edit.before, case .settings(let since)? = edit.after,
            LoggedAuthority.others(of: then) == LoggedAuthority.others(of: since)
        else {
            throw Self.refusal("number", "it made the domain, or altered its standing: there are other ways back")
        }
        guard LoggedAuthority.members(of: since) == LoggedAuthority.members(of: before.logged) else {
            throw Self.refusal("edits[0]", "the name servers or the SOA have been set again since")
        }
        var domain = before
        domain.authority = try Authority(logged: then)
        guard domain.authority != before.authority else {
            return WorkedOutChange(edits: [], number: nil, serial: before.serial, at: now)
        }
        let ticket = try keep(
            &domain, after: before, by: permit.caller.actor, origin: .revert, message: message)
        return WorkedOutChange(
            edits: [.settings(before.logged, to: domain.logged)], number: domain.number, serial: domain.serial,
            ticket: ticket, at: now)
    }

    private static func refusal(_ path: String, _ message: String) -> ControlPlaneError {
        .conflict([Violation(path, .conflict, "\(path): \(message)")], with: [])
    }
}

/// The edits that undo others, the last first, and what stands in their way.
private struct Reversal {
    let permit: Permit
    private(set) var edits: [RecordEdit] = []
    private var faults = Violations()
    private var rivals: [Rival] = []
    /// Records as the edits so far leave them; nil for one that is gone.
    private var state: [Int64: DNSRecord?] = [:]

    init(permit: Permit) { self.permit = permit }

    mutating func undo(_ edit: Edit, _ i: Int, _ stored: (Int64) throws -> DNSRecord?) throws {
        let (before, after) = (edit.before?.record, edit.after?.record)
        guard let id = (after ?? before)?.recordId else { return }
        let present = try state[id] ?? stored(id)
        guard present?.draft == after?.draft else {
            let what = (after ?? before).map { "\($0.name) \($0.kind.typeString)" } ?? ""
            let fate = present == nil ? "is no longer there" : after == nil ? "is there again" : "was altered since"
            faults.note(Violation("edits[\(i)]", .conflict, "edits[\(i)]: \(what) \(fate)"))
            if let present, permit.mayRead(present.draft), !rivals.contains(.record(id)) { rivals.append(.record(id)) }
            return
        }
        switch (before, after) {
        case (nil, _): edits.append(.delete(id))
        case (let before?, nil): edits.append(.restore(before))
        case (let before?, _): edits.append(.update(id, before.draft))
        }
        state[id] = .some(before)
    }

    func finish() throws(ControlPlaneError) {
        guard faults.isEmpty else { throw .conflict(faults.all, with: rivals) }
    }
}
