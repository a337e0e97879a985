import DNS
import Records
import SQL

extension Line {
    /// Holds a name that is asked for against the rules of a public instance. Elsewhere what they say is a warning.
    /// Throws `invalid`, `conflict`.
    func warningsHavingChecked(_ name: DomainName, for organization: Int64) throws -> [Warning] {
        let overlaps = try Overlap.exists(name.wire, of: organization, db)
        guard settings.policy.isPublic else {
            return reservations(of: name) + (overlaps ? [Warning("name", .overlaps, Self.overlap)] : [])
        }
        let reserved = reservations(of: name).map { Violation("name", .notAllowed, $0.message) }
        guard reserved.isEmpty else { throw ControlPlaneError.invalid(reserved) }
        if overlaps { throw ControlPlaneError.overlaps }
        return []
    }

    private func reservations(of name: DomainName) -> [Warning] {
        var warnings: [Warning] = []
        if settings.publicSuffixes.contains(name.text) {
            warnings.append(
                Warning("name", .publicSuffix, "name: \(name.text) is a public suffix: others have names below it"))
        }
        if let source = SpecialUseNames.source(of: name.text) {
            warnings.append(Warning("name", .specialUse, "name: set aside for special use (\(source))"))
        }
        return warnings
    }

    // Whose it is, is nobody's business.
    fileprivate static let overlap = "name: stands above or below a domain of another organization"
}

extension ControlPlaneError {
    static let overlaps = conflict(
        [Violation("name", .conflict, "\(Line.overlap), which has not consented")], with: [])
}
