/// What the body alone allows but stored records forbid.
public struct Conflict: Sendable, Hashable {
    public let violation: Violation
    /// The `recordId`s of the records that stand in the way.
    public let with: [Int64]

    /// What stands against the record wherever it is to be, whatever else is there.
    init(_ violation: Violation) {
        self.violation = violation
        with = []
    }

    init(_ propertyPath: String, _ code: Violation.Code, _ message: String, with others: [DNSRecord]) {
        violation = Violation(propertyPath, code, "\(propertyPath): \(message)")
        with = others.map(\.recordId)
    }
}
