import SQL

/// Which organizations are wanted, and in which order.
public struct OrganizationFilter: Sendable, Hashable {
    public enum Order: String, Sendable, Hashable, CaseIterable {
        case id, name, createdAt

        fileprivate var column: String {
            switch self {
            case .id: "id"
            case .name: "lower(name)"
            case .createdAt: "created_at"
            }
        }
    }

    /// A part of the name, in whatever case.
    public var text: String?
    /// The whole name.
    public var name: String?
    public var order: Order
    public var isDescending: Bool

    public init(text: String? = nil, name: String? = nil, order: Order = .id, isDescending: Bool = false) {
        self.text = text
        self.name = name
        self.order = order
        self.isDescending = isDescending
    }
}

extension ControlPlane {
    /// The organizations that the caller may see: all of them, if that is an operator.
    public func organizations(
        _ filter: OrganizationFilter = OrganizationFilter(), offset: Int = 0, limit: Int = 30, for caller: Caller
    ) async throws -> Listing<Organization> {
        let query = OrganizationQuery(filter, for: caller)
        return try await store.read { db in
            let direction = filter.isDescending ? "desc" : "asc"
            let total = try db.run("select count(*) from organizations where \(query.condition)", values: query.values)
            let rows = try db.run(
                """
                select \(OrganizationRows.columns) from organizations where \(query.condition)
                order by \(filter.order.column) \(direction), id \(direction)
                limit $\(query.values.count + 1) offset $\(query.values.count + 2)
                """, values: query.values + [limit, offset])
            return Listing(try rows.map(OrganizationRows.organization), of: total[0].integer(0))
        }
    }
}

/// The part of a statement that chooses the organizations of a caller.
private struct OrganizationQuery: Sendable {
    private(set) var condition = "1 = 1"
    private(set) var values: [any SQLConvertible] = []

    init(_ filter: OrganizationFilter, for caller: Caller) {
        if !caller.isActingOperator {
            let readable = caller.organizations.keys.filter {
                Access.decide(caller, .read, .organization, of: $0) == .allowed
            }
            condition =
                readable.isEmpty ? "1 = 0" : "id in (\(readable.map { place(for: $0) }.joined(separator: ", ")))"
        }
        if let name = filter.name { condition += " and name = \(place(for: name))" }
        if let text = filter.text {
            condition += " and lower(name) like lower(\(place(for: "%\(LikePattern.escaped(text))%"))) escape '\\'"
        }
    }

    private mutating func place(for value: some SQLConvertible) -> String {
        values.append(value)
        return "$\(values.count)"
    }
}
