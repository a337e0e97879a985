import DNS
import SQL

extension Line {
    /// Makes a pending domain the one that has its name; every other claim of the name ends with that.
    /// Throws `conflict` if the name is taken. The row is not written yet.
    func admit(_ domain: inout DomainRow) throws {
        guard try DomainRows.find(named: domain.name, db) == nil else { throw ControlPlaneError.nameIsTaken }
        domain.status = .active
        domain.claim = nil
        try advanceSerial(of: &domain)
        for row in try DomainRows.claims(of: domain.name, db) {
            let other = log.domain(row.uuid) ?? row
            guard other.id != domain.id else { continue }
            _ = try remove(other, by: .system, origin: .api, message: "the name was proved by another organization")
        }
    }

    /// Past every serial under which the name was served, here or by another domain.
    func advanceSerial(of domain: inout DomainRow) throws {
        let first = try FirstSerial.forDomain(named: domain.name, at: now, db)
        domain.serial = Serial.latest(first, Serial.next(after: domain.serial))
    }
}
