import Records
import SQL

extension ControlPlane {
    /// How far a list is counted, and how many rows of an index one part of it looks at.
    public static let activityReach = 10_000

    /// A part of an organization's activity: after `cursor`, or the `offset`th entry. Throws `notFound`, `forbidden`.
    public func activity(
        of organization: Int64, _ filter: ActivityFilter = ActivityFilter(), after cursor: ActivityKey? = nil,
        offset: Int = 0, limit: Int = 30, for caller: Caller
    ) async throws -> ActivityPage {
        try Access.require(caller, .read, .activity, of: organization)
        return try await store.read { db in
            let scan = try ActivityScan(of: organization, filter, db)
            let (keys, next) = try scan.keys(
                after: cursor, limit: offset + limit, budget: max(Self.activityReach, offset + limit + 1))
            let entries = try keys.dropFirst(offset).compactMap { try ActivityRows.entry($0, of: organization, db) }
            return ActivityPage(entries: entries, next: next)
        }
    }

    /// How many entries there are; from 10,000 on they are not counted. Throws `notFound`, `forbidden`.
    public func countActivity(
        of organization: Int64, _ filter: ActivityFilter = ActivityFilter(), for caller: Caller
    ) async throws -> Int64 {
        try Access.require(caller, .read, .activity, of: organization)
        return try await store.read { db in
            let scan = try ActivityScan(of: organization, filter, db)
            return Int64(try scan.keys(limit: Self.activityReach, budget: Self.activityReach).keys.count)
        }
    }

    /// One entry. Throws `notFound`, `forbidden`.
    public func activityEntry(_ id: String, of organization: Int64, for caller: Caller) async throws -> ActivityEntry {
        try Access.require(caller, .read, .activity, of: organization)
        guard let (source, number) = ActivityKey.row(of: id) else { throw ControlPlaneError.notFound }
        return try await store.read { db in
            let key = ActivityKey(at: 0, source, number)
            guard let entry = try ActivityRows.entry(key, of: organization, db) else {
                throw ControlPlaneError.notFound
            }
            return entry
        }
    }
}
