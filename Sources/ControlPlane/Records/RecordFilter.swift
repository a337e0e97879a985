import Records
import SQL

/// Which records of a domain are asked for.
public struct RecordFilter: Sendable, Hashable {
    /// Relative to the domain, as records have it; nil for any.
    public var name: String?
    public var kind: RecordKind?

    public init(name: String? = nil, kind: RecordKind? = nil) {
        self.name = name
        self.kind = kind
    }

    public static let all = RecordFilter()

    func admits(_ record: DNSRecord) -> Bool {
        name.map { $0 == record.name } ?? true && kind.map { $0 == record.kind } ?? true
    }
}

extension RecordFilter {
    /// What a statement adds to its conditions, from the parameter `$first` on.
    func conditions(from first: Int) -> (sql: String, values: [any SQLConvertible]) {
        var sql = ""
        var values: [any SQLConvertible] = []
        if let name {
            sql += " and name = $\(first)"
            values.append(name)
        }
        if let kind {
            sql += " and type = $\(first + values.count)"
            values.append(kind.number)
        }
        return (sql, values)
    }
}
