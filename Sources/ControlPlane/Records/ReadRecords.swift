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
    /// Of all pages; what a filter or permissions let through is counted to 10,000.
    public var totalItems: Int64
}

extension ControlPlane {
    /// One record, as it is or as it was at a `moment`, then without warnings. `id` is a record's id, or `<domain>:<id>`.
    /// Throws `notFound`, `forbidden`.
    public func record(
        _ id: String, in domain: String, of organization: Int64, at moment: Moment? = nil, for caller: Caller
    ) async throws -> SeenRecord {
        let place = try await self.domain(domain, of: organization, for: caller, to: .read)
        let id = try RecordID(id, in: domain)
        let permit = Permit(caller: caller, organization: organization, domain: place.name)
        return try await store.read { db in
            guard let domain = try DomainRows.find(place.uuid, of: organization, db) else {
                throw ControlPlaneError.notFound
            }
            let now = try RecordRows.record(id.number, of: domain.id, db)
            let past = try moment.map { try domain.past($0, db).records }
            guard let record = past.map({ $0.record(id.number, now: now) }) ?? now else {
                throw ControlPlaneError.notFound
            }
            try permit.read(record.draft)
            guard past == nil else { return SeenRecord(record: record, warnings: []) }
            let neighbourhood = try Neighbourhood(around: [record], of: domain, db)
            return SeenRecord(record: record, warnings: neighbourhood.warnings(about: record))
        }
    }

    /// The page after `cursor`; the first, if nil. Without a filter it costs the same wherever it lies. At a `moment`: of
    /// the records as they were then, without warnings, which costs in proportion to what was changed since.
    ///
    /// Records that the caller may not read are left out, and not counted. Such a page may hold less than `limit` and
    /// yet not be the last. Throws `notFound`, `forbidden`.
    public func records(
        in domain: String, of organization: Int64, _ filter: RecordFilter = .all, at moment: Moment? = nil,
        after cursor: RecordCursor? = nil, limit: Int = 1_000, for caller: Caller
    ) async throws -> RecordPage {
        let place = try await self.domain(domain, of: organization, for: caller, to: .read)
        let readable = ReadableRecords(for: caller, of: organization, in: place.name)
        return try await store.read { db in
            guard let domain = try DomainRows.find(place.uuid, of: organization, db) else {
                throw ControlPlaneError.notFound
            }
            let after = cursor?.last ?? 0
            if let moment {
                let (then, past) = try domain.past(moment, db)
                return try Self.page(of: then, past, filter, after: after, limit: limit, readable, db)
            }
            let part =
                try readable?.part(of: domain, filter, after: after, limit: limit, db)
                ?? Self.part(of: domain, filter, after: after, limit: limit, db)
            let neighbourhood = try Neighbourhood(
                around: part.records, isRun: filter == .all && readable == nil, of: domain, db)
            return RecordPage(
                records: part.records.map { SeenRecord(record: $0, warnings: neighbourhood.warnings(about: $0)) },
                next: part.end.map { RecordCursor(last: $0) }, totalItems: part.total)
        }
    }

    private static func page(
        of domain: DomainRow, _ past: PastRecords, _ filter: RecordFilter, after: Int64, limit: Int,
        _ readable: ReadableRecords?, _ db: any Connection
    ) throws -> RecordPage {
        func isWanted(_ record: DNSRecord) -> Bool {
            filter.admits(record) && readable.map { $0.permit.mayRead(record.draft) } ?? true
        }
        let rows = try RecordRows.page(after: after, limit: limit, of: domain, filter, db)
        // So far was looked, and there may be more behind it.
        let end = rows.count < limit ? nil : rows.last?.integer(0)
        let now = rows.compactMap(RecordRows.record).filter(isWanted)
        let records = past.records({ $0.recordId > after && $0.recordId <= end ?? .max && isWanted($0) }, now: now)
            .sorted { $0.recordId < $1.recordId }
        let page = records.prefix(limit)
        var total = domain.recordCount
        if filter != .all || readable != nil {
            let count =
                try readable?.count(of: domain, filter, db)
                ?? RecordRows.count(filter, upTo: RecordPart.countLimit, of: domain, db)
            total = count + past.countThen(isWanted) - past.countNow(isWanted)
        }
        return RecordPage(
            records: page.map { SeenRecord(record: $0, warnings: []) },
            next: (page.count < records.count ? page.last?.recordId : end).map { RecordCursor(last: $0) },
            totalItems: total)
    }

    private static func part(
        of domain: DomainRow, _ filter: RecordFilter, after: Int64, limit: Int, _ db: any Connection
    ) throws -> RecordPart {
        // One more than the page holds tells whether there is another.
        let rows = try RecordRows.page(after: after, limit: limit + 1, of: domain, filter, db)
        let records = rows.prefix(limit).compactMap(RecordRows.record)
        return RecordPart(
            records: records, end: rows.count > limit ? records.last?.recordId : nil,
            total: filter == .all
                ? domain.recordCount : try RecordRows.count(filter, upTo: RecordPart.countLimit, of: domain, db))
    }
}

/// Some of a domain's records, in the order of their ids.
struct RecordPart: Sendable {
    /// How far those are counted that are not simply all.
    static let countLimit = 10_000

    var records: [DNSRecord]
    /// The id up to which was looked; nil if that was all.
    var end: Int64?
    /// Of all parts.
    var total: Int64
}
