import DNS
import Records

extension Line {
    /// Writes what a domain's settings or its standing are now: a new version of it.
    func write(_ domain: inout DomainRow) throws {
        domain.version += 1
        domain.updatedAt = now
        try DomainRows.updateStanding(domain, db)
    }

    /// Takes into the log that they are others than `before`.
    func appendSettings(
        of domain: inout DomainRow, after before: DomainRow, delta: Delta = Delta(), by actor: Actor, origin: Origin,
        message: String? = nil, zone: ZoneFate, altersSOA: Bool = false
    ) throws {
        _ = try append(
            to: &domain, edits: EditsJSON.bytes([.settings(before.logged, to: domain.logged)]), delta: delta,
            by: actor, origin: origin, message: message, zone: zone, altersSOA: altersSOA)
    }
}
