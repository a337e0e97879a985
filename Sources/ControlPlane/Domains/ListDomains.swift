import Records
import SQL

/// Which of an organization's domains are asked for, and in which order.
public struct DomainFilter: Sendable, Hashable {
    public enum Order: String, Sendable, Hashable, CaseIterable {
        case name
        case createdAt
    }

    /// The whole name, as it is typed.
    public var name: String?
    /// Nil: all but the deleted ones.
    public var status: Domain.Status?
    /// The start of the name or, from three characters on, any part of it.
    public var text: String?
    public var order: Order
    public var isDescending: Bool

    public init(
        name: String? = nil, status: Domain.Status? = nil, text: String? = nil, order: Order = .name,
        isDescending: Bool = false
    ) {
        self.name = name
        self.status = status
        self.text = text
        self.order = order
        self.isDescending = isDescending
    }
}

extension ControlPlane {
    /// Past this a list no longer says how long it is.
    private static let countLimit = 10_000

    /// Those of an organization's domains that the caller may see. Throws `notFound`, `forbidden`.
    public func domains(
        of organization: Int64, _ filter: DomainFilter = DomainFilter(), offset: Int = 0, limit: Int = 30,
        for caller: Caller
    ) async throws -> Listing<Domain> {
        try await domains(
            DomainSelection(filter, of: organization), at: organization, offset: offset, limit: limit, for: caller)
    }

    /// What others offer to an organization, the oldest offer first. Throws `notFound`, `forbidden`.
    public func transfers(
        to organization: Int64, offset: Int = 0, limit: Int = 30, for caller: Caller
    ) async throws -> Listing<Transfer> {
        let found = try await domains(
            DomainSelection(offeredTo: organization), at: organization, offset: offset, limit: limit, for: caller)
        return Listing(found.elements.compactMap { Transfer($0) }, of: found.total)
    }

    private func domains(
        _ selection: DomainSelection, at organization: Int64, offset: Int, limit: Int, for caller: Caller
    ) async throws -> Listing<Domain> {
        try Access.require(caller, .read, .domains, of: organization)
        let settings = settings
        return try await store.read { db in
            guard Self.isLimited(caller, in: organization) else {
                let total = try db.run(
                    "select count(*) from (select 1 from domains where \(selection.condition) limit \(Self.countLimit))",
                    values: selection.values)
                let rows = try db.run(
                    """
                    select \(DomainRows.columns) from domains where \(selection.condition)
                    order by \(selection.order) limit \(limit) offset \(offset)
                    """, values: selection.values)
                return Listing(
                    try rows.map { Domain(try DomainRows.domain($0), settings) }, of: total[0].integer(0))
            }
            return try Self.listing(
                of: selection, offset..<(offset + limit), settings, db
            ) { name in Access.decide(caller, .read, .domain(name), of: organization) == .allowed }
        }
    }

    /// Whether what the caller may see depends on the domain's name.
    private static func isLimited(_ caller: Caller, in organization: Int64) -> Bool {
        caller.token?.permissions != nil || caller.organizations[organization]?.permissions != nil
    }

    /// Patterns of names are no matter for the database: each domain is looked at, and none kept but those of the page.
    private static func listing(
        of selection: DomainSelection, _ places: Range<Int>, _ settings: Settings, _ db: any Connection,
        where isVisible: (String) -> Bool
    ) throws -> Listing<Domain> {
        var listing = Listing<Domain>([], of: 0)
        try db.forEach(
            "select \(DomainRows.columns) from domains where \(selection.condition) order by \(selection.order)",
            selection.values
        ) { row in
            guard isVisible(row.text(3)) else { return true }
            if places.contains(Int(listing.total)) {
                listing.elements.append(Domain(try DomainRows.domain(DomainRows.row(of: row, from: 0)), settings))
            }
            listing.total += 1
            return listing.total < countLimit || listing.total < places.upperBound
        }
        return listing
    }
}

/// A filter as the database has it.
private struct DomainSelection: Sendable {
    private(set) var condition: String
    private(set) var values: [any SQLConvertible]
    let order: String

    init(offeredTo organization: Int64) {
        condition = "offered_to = $1 and offer_void = 0 and status = 'active'"
        values = [organization]
        order = "offered_at, id"
    }

    init(_ filter: DomainFilter, of organization: Int64) {
        condition = "organization = $1"
        values = [organization]
        let direction = filter.isDescending ? "desc" : "asc"
        switch filter.order {
        case .name: order = "name \(direction), id \(direction)"
        case .createdAt: order = "created_at \(direction), id \(direction)"
        }
        if let status = filter.status {
            add("status = $", status.rawValue)
        } else {
            condition += " and status <> 'deleted'"
        }
        // What cannot be a name is none: nothing is found.
        if let name = filter.name { add("name = $", (try? DomainName(name))?.text ?? "") }
        if let text = filter.text, !text.isEmpty {
            let part = LikePattern.escaped(Self.typed(text))
            add("name like $", part.count < 3 ? "\(part)%" : "%\(part)%", " escape '\\'")
        }
    }

    private mutating func add(_ test: String, _ value: String, _ rest: String = "") {
        values.append(value)
        condition += " and \(test)\(values.count)\(rest)"
    }

    /// As names are stored, as far as a part of one can be told to be one.
    private static func typed(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }), let name = try? DomainName(text) else {
            return text.lowercased()
        }
        return name.text
    }
}
