import DNS
import SQL

extension Line {
    /// Brings the apex of a domain up to the operator's settings: a change without edits, if there is anything to do.
    func adoptSettings(_ domain: DomainRow) throws {
        var domain = log.domain(domain.uuid) ?? domain
        let delta = try settle(domain)
        let altersSOA =
            domain.authority.rname == nil && Settings.differInContact(domain.settings, settings.fingerprint)
        domain.settings = settings.fingerprint
        guard !delta.isEmpty || altersSOA else { return log.update(domain) }
        _ = try append(
            to: &domain, edits: nil, delta: delta, by: .system, origin: .settings, message: nil, altersSOA: altersSOA)
    }
}

extension ControlPlane {
    // One write holds the line for some milliseconds at most.
    private static let slice = 100

    /// Brings domains that were made, or last served, under other settings of the operator up to these, in slices.
    /// To be called once the zones are loaded. The number of domains that were looked at.
    @discardableResult
    public func adoptSettings() async throws -> Int {
        var adopted = 0
        while true {
            let count = try await inLine { line in
                let rows = try line.db.run(
                    """
                    select \(DomainRows.columns) from domains
                    where settings <> $1 and status <> 'deleted' order by id limit $2
                    """, line.settings.fingerprint, Self.slice)
                for row in rows { try line.adoptSettings(DomainRows.domain(row)) }
                return rows.count
            }
            adopted += count
            guard count == Self.slice else { return adopted }
        }
    }
}
