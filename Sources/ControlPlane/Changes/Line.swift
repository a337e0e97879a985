import DNS
import Records
import SQL

/// One write while it is planned: inside the open transaction, after the writes before it and before those to come.
struct Line {
    let db: any Connection
    let log: ChangeLog
    let settings: Settings
    /// Microseconds since 1970, the same for all of this write.
    let now: Int64

    /// The domain as the writes before left it; throws `notFound` where it is another organization's.
    func domain(_ uuid: String, of organization: Int64) throws -> DomainRow {
        if let known = log.domain(uuid) {
            guard known.organization == organization else { throw ControlPlaneError.notFound }
            return known
        }
        guard let domain = try DomainRows.find(uuid, of: organization, db) else { throw ControlPlaneError.notFound }
        log.remember(domain)
        return domain
    }

    /// Numbers a change of `domain` and takes it into the log: the one place where the number and the serial move.
    /// `altersSOA` where the SOA, which no delta holds, becomes another in more than its serial.
    func append(
        to domain: inout DomainRow, edits: [UInt8]?, delta: Delta, by actor: Actor, origin: Origin, message: String?,
        isCreation: Bool = false, altersSOA: Bool = false
    ) throws -> Ticket {
        domain.number += 1
        // Secondaries only notice a change of serial (RFC 1034 §4.3.5), and fetch in vain when nothing else changed.
        let isServedOtherwise = (!delta.isEmpty || altersSOA) && !isCreation
        if isServedOtherwise { domain.serial = Serial.next(after: domain.serial) }
        var zoneChange: ZoneChange?
        if domain.isServed, isServedOtherwise || isCreation {
            zoneChange = ZoneChange(
                zone: domain.id, step: isCreation ? .create(apex: domain.apex) : .update, tenant: domain.organization,
                serial: domain.serial, soa: domain.soa(settings), delta: delta)
        }
        let change = PlannedChange(
            domain: domain.id, number: domain.number, serial: domain.serial, actor: actor, origin: origin,
            message: message, edits: edits, delta: delta.isEmpty ? nil : delta.wire, createdAt: now,
            zoneChange: zoneChange)
        try log.append(change, to: domain)
        return change.ticket
    }
}
