import Records

/// How violations name the edit they are about: a set's `edits[3].record.ttl`, the single edit's plain `ttl`.
enum EditPaths: Sendable {
    case single
    case set
    /// The lines of a zone file from which the edits come; nil for what it does not mention.
    case file([Int?])

    func violation(_ violation: Violation, of i: Int) -> Violation {
        switch self {
        case .single: return violation
        case .set: return violation.moved(below: "edits[\(i)].record")
        case .file(let lines):
            guard let line = lines[i] else { return violation }
            return Violation("line \(line)", violation.code, "line \(line): \(violation.message)")
        }
    }

    /// Which edit of a set a violation is about; nil if it is about none.
    static func place(of violation: Violation) -> Int? {
        guard violation.propertyPath.hasPrefix("edits[") else { return nil }
        return Int(violation.propertyPath.dropFirst("edits[".count).prefix { $0 != "]" })
    }

    /// For an edit of a record that is not in the domain.
    func unknownRecord(_ i: Int) -> ControlPlaneError {
        switch self {
        case .single: .notFound
        case .set, .file:
            .invalid([Violation("edits[\(i)].recordId", .unknown, "recordId: no such record in this domain")])
        }
    }
}
