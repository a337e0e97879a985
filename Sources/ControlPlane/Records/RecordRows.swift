import DNS
import Records
import SQL

/// The rows of `records`.
enum RecordRows {
    static let columns = """
        id, name, type, ttl, value, canonical, weight, priority, port, flags, tag, monitor_type, monitor_status, \
        comment, version, created_at, updated_at
        """

    /// All records at one name.
    static func records(named name: String, of domain: DomainRow, _ db: any Connection) throws -> [DNSRecord] {
        try db.run(namedStatement, domain.id, name).compactMap(record)
    }

    static func record(_ id: Int64, of domain: Int64, _ db: any Connection) throws -> DNSRecord? {
        try db.run(
            "select \(columns) from records where id = $1 and domain = $2 and staged = 0", id, domain
        ).first.flatMap(record)
    }

    /// The NS records at one name.
    static func delegation(at name: String, of domain: DomainRow, _ db: any Connection) throws -> [DNSRecord] {
        try db.run(delegationStatement, domain.id, name, RecordKind.ns.number).compactMap(record)
    }

    // Texts of the way of a write are made once: the statement cache compares them at each use.
    private static let namedStatement = """
        select \(columns) from records where domain = $1 and name = $2 and staged = 0
        """
    private static let delegationStatement = """
        select \(columns) from records where domain = $1 and name = $2 and type = $3 and staged = 0
        """

    /// The rows of a page: those after `id` that `filter` lets through, in the order of their ids.
    static func page(
        after id: Int64, limit: Int, of domain: DomainRow, _ filter: RecordFilter, _ db: any Connection
    ) throws -> [Row] {
        let (conditions, values) = filter.conditions(from: 4)
        // A plus keeps an index away: SQLite would walk through the ids of the whole domain to spare itself sorting
        // the few records of a name.
        let key = filter.name == nil ? "id" : "+id"
        return try db.run(
            """
            select \(columns) from records
            where domain = $1 and \(key) > $2 and staged = 0\(conditions) order by \(key) limit $3
            """, values: [domain.id, id, limit] + values)
    }

    /// The records at the names after `name`, in the order of their names.
    static func records(
        after name: String, limit: Int, of domain: DomainRow, _ db: any Connection
    ) throws -> [DNSRecord] {
        try db.run(
            """
            select \(columns) from records where domain = $1 and name > $2 and staged = 0 order by name limit $3
            """, domain.id, name, limit
        ).compactMap(record)
    }

    /// How many records `filter` lets through, counted to no more than `limit`.
    static func count(
        _ filter: RecordFilter, upTo limit: Int, of domain: DomainRow, _ db: any Connection
    ) throws -> Int64 {
        let (conditions, values) = filter.conditions(from: 3)
        return try db.run(
            """
            select count(*) from (select 1 from records where domain = $1 and staged = 0\(conditions) limit $2) counted
            """, values: [domain.id, limit] + values)[0].integer(0)
    }

    /// All records at any of `names`, but for those with ids in `known`.
    static func records(
        named names: [String], outside known: ClosedRange<Int64>?, of domain: DomainRow, _ db: any Connection
    ) throws -> [DNSRecord] {
        let fixed: [any SQLConvertible] = [domain.id, known?.lowerBound ?? 0, known?.upperBound ?? 0]
        return try run(names.count > few ? manyNamedStatement : fewNamedStatement, fixed, names, db)
    }

    /// The NS records at any of `names`.
    static func delegations(at names: [String], of domain: DomainRow, _ db: any Connection) throws -> [DNSRecord] {
        let fixed: [any SQLConvertible] = [domain.id, RecordKind.ns.number]
        return try run(names.count > few ? manyDelegationsStatement : fewDelegationsStatement, fixed, names, db)
    }

    /// As many names at a time as the statement has places; those left over repeat the last one.
    private static func run(
        _ statement: (sql: String, places: Int), _ fixed: [any SQLConvertible], _ names: [String], _ db: any Connection
    ) throws -> [DNSRecord] {
        var records: [DNSRecord] = []
        var rest = names[...]
        while let last = rest.last {
            var slice = Array(rest.prefix(statement.places))
            slice += repeatElement(last, count: statement.places - slice.count)
            records += try db.run(statement.sql, values: fixed + slice).compactMap(record)
            rest = rest.dropFirst(statement.places)
        }
        return records
    }

    // Two widths: each length of a list would be a statement of its own, and kept.
    private static let (few, many) = (8, 128)
    private static let fewNamedStatement = statementOfNames(few)
    private static let manyNamedStatement = statementOfNames(many)
    private static let fewDelegationsStatement = statementOfDelegations(few)
    private static let manyDelegationsStatement = statementOfDelegations(many)

    // The plus again: the ids are the least that tells records apart here.
    private static func statementOfNames(_ places: Int) -> (sql: String, places: Int) {
        let sql = """
            select \(columns) from records
            where domain = $1 and +id not between $2 and $3 and staged = 0 and name in (\(list(places, from: 4)))
            """
        return (sql, places)
    }

    private static func statementOfDelegations(_ places: Int) -> (sql: String, places: Int) {
        let sql = """
            select \(columns) from records
            where domain = $1 and type = $2 and staged = 0 and name in (\(list(places, from: 3)))
            """
        return (sql, places)
    }

    private static func list(_ places: Int, from first: Int) -> String {
        (first..<first + places).map { "$\($0)" }.joined(separator: ", ")
    }

    /// Writes a new record's row; its id.
    static func insert(_ record: DNSRecord, in domain: Int64, _ db: any Connection) throws -> Int64 {
        try insert(record, id: nil, in: domain, db)
    }

    /// Writes a record's row again, under the id that it has.
    static func reinsert(_ record: DNSRecord, in domain: Int64, _ db: any Connection) throws {
        _ = try insert(record, id: record.recordId, in: domain, db)
    }

    private static func insert(
        _ record: DNSRecord, id: Int64?, in domain: Int64, _ db: any Connection
    ) throws -> Int64 {
        let draft = record.draft
        let values: [any SQLConvertible] = [
            domain, draft.name, draft.kind.number, draft.ttl, draft.value, draft.canonical, draft.weight,
            draft.priority, draft.port, draft.flags, draft.tag, draft.monitorType, record.monitorStatus,
            draft.comment, record.version, record.createdAt, record.updatedAt,
        ]
        let statement = id == nil ? insertStatement : reinsertStatement
        return try db.run(statement, values: values + (id.map { [$0] } ?? []))[0].integer(0)
    }

    private static let written = """
        domain, name, type, ttl, value, canonical, weight, priority, port, flags, tag, monitor_type, monitor_status, \
        comment, version, created_at, updated_at
        """
    private static let places = "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17"
    private static let insertStatement = "insert into records (\(written)) values (\(places)) returning id"
    private static let reinsertStatement = "insert into records (\(written), id) values (\(places), $18) returning id"

    static func delete(_ id: Int64, of domain: Int64, _ db: any Connection) throws {
        try db.run("delete from records where id = $1 and domain = $2", id, domain)
    }

    /// Nil for a kind that this program does not know: a newer one wrote it.
    static func record(_ row: Row) -> DNSRecord? {
        func number(_ i: Int) -> Int? { row.integerIfPresent(i).map { Int($0) } }
        guard let kind = RecordKind(number: Int(row.integer(2))) else { return nil }
        let draft = DNSRecord.Draft(
            kind: kind, name: row.text(1), ttl: Int(row.integer(3)), value: row.text(4), weight: number(6),
            priority: number(7), port: number(8), flags: number(9), tag: row.textIfPresent(10),
            monitorType: number(11), comment: row.textIfPresent(13), canonical: row.blob(5))
        return DNSRecord(
            recordId: row.integer(0), draft: draft, monitorStatus: number(12), version: row.integer(14),
            createdAt: row.integer(15), updatedAt: row.integer(16))
    }
}
