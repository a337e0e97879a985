import Records

/// How violations name the edit they are about: a set's `edits[3].record.ttl`, the single edit's plain `ttl`.
enum EditPaths: Sendable {
    case single
    case set

    func violation(_ violation: Violation, of i: Int) -> Violation {
        guard self == .set else { return violation }
        var violation = violation
        let path = violation.propertyPath
        violation.propertyPath = path.isEmpty ? "edits[\(i)].record" : "edits[\(i)].record.\(path)"
        return violation
    }

    /// For an edit of a record that is not in the domain.
    func unknownRecord(_ i: Int) -> ControlPlaneError {
        switch self {
        case .single: .notFound
        case .set: .invalid([Violation("edits[\(i)].recordId", .unknown, "recordId: no such record in this domain")])
        }
    }
}
