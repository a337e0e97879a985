import DNS
import SQL

/// A row of `domains`, as the line works with it.
struct DomainRow: Sendable {
    var id: Int64
    var uuid: String
    var organization: Int64
    /// In A-labels, lower case, without final dot.
    var name: String
    var apex: Name
    var status: Domain.Status
    var authority: Authority
    /// The settings of the operator under which its apex was worked out.
    var settings: Int64
    var number: Int64
    var serial: UInt32
    var recordCount: Int64
    var version: Int64
    var createdAt: Int64
    var updatedAt: Int64

    var isServed: Bool { status == .active }
}

enum DomainRows {
    static let columns = """
        id, uuid, organization, name, status, settings, number, serial, record_count, version, created_at, updated_at, \
        nameservers, soa_mname, soa_rname, soa_refresh, soa_retry, soa_expire, soa_minimum, soa_ttl
        """

    static let qualifiedColumns = columns.split(separator: ", ").map { "d.\($0)" }.joined(separator: ", ")
    private static let texts: Set = ["uuid", "name", "status", "nameservers", "soa_mname", "soa_rname"]
    private static let areTexts = columns.split(separator: ", ").map { texts.contains(String($0)) }

    /// A copy of the columns out of a wider row, the first of them at `i`.
    static func row(of row: borrowing RowView, from i: Int) -> Row {
        var values: [SQLValue] = []
        values.reserveCapacity(areTexts.count)
        for (column, isText) in zip(i..., areTexts) {
            values.append(
                row.isNull(column) ? .null : isText ? .text(row.text(column)) : .integer(row.integer(column)))
        }
        return Row(values)
    }

    static func domain(_ row: Row) throws -> DomainRow {
        DomainRow(
            id: row.integer(0), uuid: row.text(1), organization: row.integer(2), name: row.text(3),
            apex: try Name(row.text(3)), status: Domain.Status(rawValue: row.text(4)) ?? .suspended,
            authority: try Authority(row, from: 12), settings: row.integer(5), number: row.integer(6),
            serial: UInt32(truncatingIfNeeded: row.integer(7)), recordCount: row.integer(8), version: row.integer(9),
            createdAt: row.integer(10), updatedAt: row.integer(11))
    }

    private static let ownedStatement = """
        select \(columns) from domains where uuid = $1 and organization = $2 and status <> 'deleted'
        """

    /// Nil if there is none, or if it is another organization's.
    static func find(_ uuid: String, of organization: Int64, _ db: any Connection) throws -> DomainRow? {
        try db.run(ownedStatement, uuid, organization).first.map(domain)
    }

    static func find(named name: String, _ db: any Connection) throws -> DomainRow? {
        try db.run("select \(columns) from domains where name = $1 and status <> 'deleted'", name).first.map(domain)
    }

    /// Writes a new domain's row; its key.
    static func insert(_ domain: DomainRow, _ db: any Connection) throws -> Int64 {
        try db.run(
            """
            insert into domains (
                uuid, organization, name, status, nameservers, settings, number, serial, record_count, version,
                created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id
            """, domain.uuid, domain.organization, domain.name, domain.status.rawValue, domain.authority.storedNames,
            domain.settings, domain.number, domain.serial, domain.recordCount, domain.version, domain.createdAt,
            domain.updatedAt
        )[0].integer(0)
    }

    /// What any change may move: one statement a domain and group, however many changes the group holds.
    static func update(_ domain: DomainRow, _ db: any Connection) throws {
        try db.run(
            "update domains set number = $1, serial = $2, record_count = $3, settings = $4 where id = $5",
            domain.number, domain.serial, domain.recordCount, domain.settings, domain.id)
    }
}
