import Records
import SQL

/// The records of a domain for a caller who may read some of them.
struct ReadableRecords: Sendable {
    // What a page may cost: rows that are looked at in the store, fewer where each of them must be read to be judged.
    private static let span = 200_000
    private static let spanOfValues = 20_000

    let permit: Permit
    private let condition: Condition
    private let asksForValues: Bool

    /// Nil for a caller who may read all of them.
    init?(for caller: Caller, of organization: Int64, in domain: String) {
        let readable = Readable(caller, in: organization)
        asksForValues = readable.asksForValues(in: domain)
        guard let condition = readable.records(in: domain) ?? (asksForValues ? .always : nil) else { return nil }
        self.condition = condition
        permit = Permit(caller: caller, organization: organization, domain: domain)
    }

    func part(
        of domain: DomainRow, _ filter: RecordFilter, after: Int64, limit: Int, _ db: any Connection
    ) throws -> RecordPart {
        // One more than the page holds tells whether there is another.
        var (records, end) = try records(of: domain, filter, after: after, count: limit + 1, db)
        if records.count > limit {
            records.removeLast()
            end = records.last?.recordId
        }
        return RecordPart(records: records, end: end, total: try count(of: domain, filter, db))
    }

    /// Up to `count` of them; and the id up to which was looked, where more may be behind it.
    private func records(
        of domain: DomainRow, _ filter: RecordFilter, after: Int64, count: Int, _ db: any Connection
    ) throws -> (records: [DNSRecord], end: Int64?) {
        let (last, isAll) = try span(of: domain, filter, after: after, db)
        let (conditions, values) = filter.conditions(from: 5)
        // The same plus, for the same reason, as without permissions.
        let key = filter.name == nil ? "id" : "+id"
        let statement = """
            select \(RecordRows.columns) from records
            where domain = $1 and \(key) > $2 and \(key) <= $3 and staged = 0\(conditions)
                and \(condition.sql(from: 5 + values.count))
            order by \(key) limit $4
            """
        var records: [DNSRecord] = []
        var place = after
        while records.count < count {
            let rows = try db.run(
                statement, values: [domain.id, place, last, count] + values + condition.values)
            for row in rows where records.count < count {
                place = row.integer(0)
                guard let record = RecordRows.record(row), permit.mayRead(record.draft) else { continue }
                records.append(record)
            }
            if rows.count < count { break }
        }
        return (records, isAll ? nil : last)
    }

    /// The last of the ids to be looked at, and whether there are no more. A name has so few that all are.
    private func span(
        of domain: DomainRow, _ filter: RecordFilter, after: Int64, _ db: any Connection
    ) throws -> (last: Int64, isAll: Bool) {
        guard filter.name == nil else { return (.max, true) }
        let span = asksForValues ? Self.spanOfValues : Self.span
        let slice = try db.run(
            """
            select count(*), max(id) from (
                select id from records where domain = $1 and id > $2 and staged = 0 order by id limit $3) as slice
            """, domain.id, after, span)[0]
        return (slice.integerIfPresent(1) ?? after, slice.integer(0) < span)
    }

    func count(of domain: DomainRow, _ filter: RecordFilter, _ db: any Connection) throws -> Int64 {
        let (conditions, values) = filter.conditions(from: 3)
        let readable = "staged = 0\(conditions) and \(condition.sql(from: 3 + values.count))"
        let limit = asksForValues ? Self.spanOfValues : RecordPart.countLimit
        let parameters: [any SQLConvertible] = [domain.id, limit] + values + condition.values
        guard asksForValues else {
            return try db.run(
                "select count(*) from (select 1 from records where domain = $1 and \(readable) limit $2) as counted",
                values: parameters)[0].integer(0)
        }
        var count: Int64 = 0
        try db.forEach(
            "select name, type, value from records where domain = $1 and \(readable) limit $2", parameters
        ) { row in
            guard let kind = RecordKind(number: Int(row.integer(1))) else { return true }
            let record = DNSRecord.Draft(kind: kind, name: row.text(0), ttl: 0, value: row.text(2), canonical: [])
            if permit.mayRead(record) { count += 1 }
            return count < RecordPart.countLimit
        }
        return count
    }
}
