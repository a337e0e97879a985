import Records
import SQL

/// A part of a domain's history, newest first.
public struct HistoryPage: Sendable {
    public var changes: [SeenChange]
    /// The changes before this number come next; nil at the end. A part may be short and still not be the end.
    public var next: Int64?
    /// Of all parts, counted to 10,000.
    public var totalItems: Int64
}

/// Which changes of a domain are wanted.
public struct HistoryFilter: Sendable, Hashable {
    /// Those of monitors, Flatten, signing and the operator's settings, which nobody asked for, as well.
    public var withSystem: Bool

    public init(withSystem: Bool = false) { self.withSystem = withSystem }
}

extension ControlPlane {
    /// The changes of a domain before `number`, the newest first. Throws `notFound`, `forbidden`.
    ///
    /// Edits of records that the caller may not read are left out, and changes of which nothing is left. What was
    /// changed while the domain was another organization's is not told.
    public func history(
        of domain: DomainReference, _ filter: HistoryFilter = HistoryFilter(), before number: Int64? = nil,
        limit: Int, for caller: Caller
    ) async throws -> HistoryPage {
        let sight = HistorySight(caller, domain)
        return try await store.read { db in
            guard let row = try DomainRows.find(domain.uuid, of: domain.organization, db) else {
                throw ControlPlaneError.notFound
            }
            let shown = "domain = $1 and \(filter.withSystem ? "(shown_to = $2 or shown_to is null)" : "shown_to = $2")"
            // One more than the page holds tells whether there is another.
            let rows = try db.run(
                """
                select \(ChangeRows.columns) from changes
                where \(shown) and state = 'applied' and number < $3 order by number desc limit $4
                """, row.id, domain.organization, number ?? .max, limit + 1
            ).compactMap(ChangeRows.change)
            let page = rows.prefix(limit)
            return HistoryPage(
                changes: try page.compactMap { try sight.seen($0) },
                next: rows.count > limit ? page.last?.number : nil,
                totalItems: try sight.count(shown, [row.id, domain.organization], db))
        }
    }

    /// One of them. Throws `notFound`, and `forbidden` where the caller may not see any of its edits.
    public func change(_ number: Int64, of domain: DomainReference, for caller: Caller) async throws -> SeenChange {
        let sight = HistorySight(caller, domain)
        return try await store.read { db in
            guard let row = try DomainRows.find(domain.uuid, of: domain.organization, db),
                let change = try ChangeRows.find(number, of: row.id, shownTo: domain.organization, db)
            else { throw ControlPlaneError.notFound }
            guard let seen = try sight.seen(change) else { throw try sight.refusal(of: change) }
            return seen
        }
    }
}

/// How much of a domain's history a caller may see.
struct HistorySight: Sendable {
    private static let countLimit = 10_000
    // Those whose edits are read one by one for being counted.
    private static let readLimit = 1_000

    private let permit: Permit
    private let isLimited: Bool

    init(_ caller: Caller, _ domain: DomainReference) {
        permit = Permit(caller: caller, organization: domain.organization, domain: domain.name)
        isLimited = ReadableRecords(for: caller, of: domain.organization, in: domain.name) != nil
    }

    /// Nil if the caller may see nothing of it.
    func seen(_ change: Change) throws -> SeenChange? {
        let all = try EditsJSON.edits(change.edits)
        let edits = isLimited ? all.filter { refusal(of: $0) == nil } : all
        guard all.isEmpty || !edits.isEmpty else { return nil }
        return SeenChange(
            number: change.number, sequence: change.sequence, serial: change.serial, createdAt: change.createdAt,
            actor: change.actor, origin: change.origin, message: change.message, edits: edits)
    }

    /// Why nothing of it is seen.
    func refusal(of change: Change) throws -> ControlPlaneError {
        try EditsJSON.edits(change.edits).lazy.compactMap { refusal(of: $0) }.first ?? .notFound
    }

    private func refusal(of edit: Edit) -> ControlPlaneError? {
        for side in [edit.before, edit.after].compactMap(\.self) {
            do throws(ControlPlaneError) {
                switch side {
                case .record(let record): try permit.read(record.draft)
                case .settings: try permit.readDomain()
                }
            } catch {
                return error
            }
        }
        return nil
    }

    func count(_ condition: String, _ values: [any SQLConvertible], _ db: any Connection) throws -> Int64 {
        guard isLimited else {
            let counted = "select 1 from changes where \(condition) and state = 'applied' limit \(Self.countLimit)"
            return try db.run("select count(*) from (\(counted)) as counted", values: values)[0].integer(0)
        }
        let newest = try db.run(
            """
            select \(ChangeRows.columns) from changes
            where \(condition) and state = 'applied' order by number desc limit \(Self.readLimit)
            """, values: values)
        return Int64(try newest.compactMap(ChangeRows.change).count { try seen($0) != nil })
    }
}
