import DNS
import Records
import SQL

/// A record, and what its owner should know of it as things are now.
public struct SeenRecord: Sendable, Hashable {
    public var record: DNSRecord
    public var warnings: [Warning]
}

/// A page of a domain's records, in the order of their ids.
public struct RecordPage: Sendable, Hashable {
    public var records: [SeenRecord]
    /// For the next page; nil on the last.
    public var next: RecordCursor?
    /// Of all pages; what a filter lets through is counted to 10,000.
    public var totalItems: Int64
}

extension ControlPlane {
    private static let countLimit = 10_000

    /// One record. `id` is a record's id, or `<domain>:<id>`. Throws `notFound`, `forbidden`.
    public func record(
        _ id: String, in domain: String, of organization: Int64, for caller: Caller
    ) async throws -> SeenRecord {
        let place = try await self.domain(domain, of: organization, for: caller, to: .read)
        let id = try RecordID(id, in: domain)
        let permit = Permit(caller: caller, organization: organization, domain: place.name)
        return try await store.read { db in
            guard let domain = try DomainRows.find(place.uuid, of: organization, db),
                let record = try RecordRows.record(id.number, of: domain.id, db)
            else { throw ControlPlaneError.notFound }
            try permit.touch(.read, record.draft)
            let neighbourhood = try Neighbourhood(around: [record], of: domain, db)
            return SeenRecord(record: record, warnings: neighbourhood.warnings(about: record))
        }
    }

    /// The page after `cursor`; the first, if nil. Without a filter it costs the same wherever it lies.
    /// Throws `notFound`, `forbidden`.
    public func records(
        in domain: String, of organization: Int64, _ filter: RecordFilter = .all, after cursor: RecordCursor? = nil,
        limit: Int = 1_000, for caller: Caller
    ) async throws -> RecordPage {
        let domain = try await self.domain(domain, of: organization, for: caller, to: .read).uuid
        return try await store.read { db in
            guard let domain = try DomainRows.find(domain, of: organization, db) else {
                throw ControlPlaneError.notFound
            }
            // One more than the page holds tells whether there is another.
            let rows = try RecordRows.page(after: cursor?.last ?? 0, limit: limit + 1, of: domain, filter, db)
            let records = rows.prefix(limit).compactMap(RecordRows.record)
            let neighbourhood = try Neighbourhood(around: records, isRun: filter == .all, of: domain, db)
            return RecordPage(
                records: records.map { SeenRecord(record: $0, warnings: neighbourhood.warnings(about: $0)) },
                next: rows.count > limit ? records.last.map { RecordCursor(last: $0.recordId) } : nil,
                totalItems: filter == .all
                    ? domain.recordCount
                    : try RecordRows.count(filter, upTo: Self.countLimit, of: domain, db))
        }
    }
}
