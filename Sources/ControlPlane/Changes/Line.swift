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
            guard known.organization == organization, known.status != .deleted else {
                throw ControlPlaneError.notFound
            }
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
        zone: ZoneFate = .stays, altersSOA: Bool = false
    ) throws -> Ticket {
        domain.number += 1
        // Secondaries only notice a change of serial (RFC 1034 §4.3.5), and fetch in vain when nothing else changed.
        let isAnother = (!delta.isEmpty || altersSOA) && zone != .begins
        if isAnother { domain.serial = Serial.next(after: domain.serial) }
        var zoneChange: ZoneChange?
        if let (step, served) = zone.step(of: domain, delta, isAnother: isAnother) {
            zoneChange = ZoneChange(
                zone: domain.id, step: step, tenant: domain.organization, serial: domain.serial,
                soa: domain.soa(settings), delta: served)
        }
        let change = PlannedChange(
            domain: domain.id, organization: domain.organization, number: domain.number, serial: domain.serial,
            actor: actor, origin: origin, message: message, edits: edits, delta: delta.isEmpty ? nil : delta.wire,
            createdAt: now, zoneChange: zoneChange)
        try log.append(change, to: domain)
        return change.ticket
    }
}

/// What becomes of a domain's zone in the name server by a change.
enum ZoneFate: Equatable {
    /// It is served, or is not, as before.
    case stays
    /// The domain is new; it is served if it is active.
    case begins
    /// It was not served; from now on all of these records are.
    case appears([ResourceRecord])
    /// It was served, and is no longer.
    case vanishes
    /// It is another organization's.
    case moves

    /// What the name server has to do, if anything; `domain` is as the change leaves it.
    fileprivate func step(
        of domain: DomainRow, _ delta: Delta, isAnother: Bool
    ) -> (ZoneChange.Step, Delta)? {
        switch self {
        case .stays: domain.isServed && isAnother ? (.update, delta) : nil
        case .begins: domain.isServed ? (.create(apex: domain.apex), delta) : nil
        case .appears(let records): (.create(apex: domain.apex), Delta(added: records))
        case .vanishes: (.drop, Delta())
        case .moves: domain.isServed ? (.update, delta) : nil
        }
    }
}
