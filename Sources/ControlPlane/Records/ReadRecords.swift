import DNS
import Records
import SQL

/// A page of a domain's records, in the order of their ids.
public struct RecordPage: Sendable, Hashable {
    public var records: [DNSRecord]
    /// For the next page; nil on the last.
    public var next: RecordCursor?
    /// Of all pages.
    public var totalItems: Int64
}

extension ControlPlane {
    /// One record. `id` is a record's id, or `<domain>:<id>`. Throws `notFound`, `forbidden`.
    public func record(
        _ id: String, in domain: String, of organization: Int64, for caller: Caller
    ) async throws -> DNSRecord {
        let place = try await self.domain(domain, of: organization, for: caller, to: .read)
        let record = try RecordID(id, in: domain)
        let permit = Permit(caller: caller, organization: organization, domain: place.name)
        return try await store.read { db in
            let rows = try db.run(
                """
                select \(RecordRows.columns) from records
                where id = $1 and staged = 0 and domain = (
                    select d.id from domains d where d.uuid = $2 and d.organization = $3 and d.status <> 'deleted')
                """, record.number, place.uuid, organization)
            guard let record = rows.first.flatMap(RecordRows.record) else { throw ControlPlaneError.notFound }
            try permit.touch(.read, record.draft)
            return record
        }
    }

    /// The page after `cursor`; the first, if nil. It costs the same wherever it lies. Throws `notFound`, `forbidden`.
    public func records(
        in domain: String, of organization: Int64, after cursor: RecordCursor? = nil, limit: Int = 1_000,
        for caller: Caller
    ) async throws -> RecordPage {
        let domain = try await self.domain(domain, of: organization, for: caller, to: .read).uuid
        return try await store.read { db in
            guard let domain = try DomainRows.find(domain, of: organization, db) else {
                throw ControlPlaneError.notFound
            }
            // One more than the page holds tells whether there is another.
            let rows = try db.run(
                """
                select \(RecordRows.columns) from records
                where domain = $1 and id > $2 and staged = 0 order by id limit $3
                """, domain.id, cursor?.last ?? 0, limit + 1)
            let records = rows.prefix(limit).compactMap(RecordRows.record)
            return RecordPage(
                records: records, next: rows.count > limit ? records.last.map { RecordCursor(last: $0.recordId) } : nil,
                totalItems: domain.recordCount)
        }
    }
}
