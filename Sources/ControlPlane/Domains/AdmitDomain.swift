import DNS
import Records
import SQL

extension Line {
    /// Makes a pending domain the one that has its name; every other claim of the name ends with that. The row is not
    /// written yet. Throws `conflict` if the name is taken, or overlaps another's; to that an operator consents.
    func admit(_ domain: inout DomainRow, byOperator: Bool = false) throws {
        if let rival = try DomainRows.find(named: domain.name, db) { throw ControlPlaneError.nameIsTaken(by: rival) }
        if !byOperator, try Overlap.exists(domain.apex, of: domain.organization, db) {
            throw ControlPlaneError.overlaps
        }
        domain.status = .active
        domain.claim = nil
        try advanceSerial(of: &domain)
        for row in try DomainRows.claims(of: domain.name, db) where row.id != domain.id {
            try lapse(row, because: "the name was proved by another organization")
        }
    }

    /// Past every serial under which the name was served, here or by another domain.
    func advanceSerial(of domain: inout DomainRow) throws {
        let first = try FirstSerial.forDomain(named: domain.name, at: now, db)
        domain.serial = Serial.latest(first, Serial.next(after: domain.serial))
    }

    /// Ends a claim.
    func lapse(_ row: DomainRow, because reason: String) throws {
        // What the row does not have yet is in the group's memory.
        let current = log.domain(row.uuid) ?? row
        guard current.status == .pending else { return }
        let domain = try remove(current, by: .system, origin: .api, message: reason)
        let activity = Activity(
            "domain.lapsed", in: domain.organization, by: .system, subject: domain.name,
            details: ["reason": .string(reason)])
        try ActivityRows.note(activity, at: now, db)
    }
}

extension ControlPlane {
    // One write holds the line for some milliseconds at most.
    private static let lapseSlice = 100

    /// Ends the claims that were not proved in time. To be called now and then.
    public func lapseClaims() async throws {
        while true {
            let lapsed = try await inLine { line in
                let rows = try DomainRows.lapsedClaims(at: line.now, limit: Self.lapseSlice, line.db)
                for row in rows { try line.lapse(row, because: "the claim was not proved in time") }
                return rows.map(\.uuid)
            }
            for uuid in lapsed { references.forget(uuid) }
            guard lapsed.count == Self.lapseSlice else { return }
        }
    }
}
