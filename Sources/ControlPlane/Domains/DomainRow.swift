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
    var claim: Claim?
    var offer: Offer?
    var delegation = Delegation()
    var createdAt: Int64
    var updatedAt: Int64
    var deletedAt: Int64?

    var isServed: Bool { status == .active }
}

enum DomainRows {
    static let columns = """
        id, uuid, organization, name, status, settings, number, serial, record_count, version, created_at, updated_at, \
        nameservers, soa_mname, soa_rname, soa_refresh, soa_retry, soa_expire, soa_minimum, soa_ttl, \
        claim, claim_expires_at, offered_to, offered_at, delegation, checked_at, deleted_at, \
        offer_void
        """

    static let qualifiedColumns = columns.split(separator: ", ").map { "d.\($0)" }.joined(separator: ", ")
    private static let texts: Set = [
        "uuid", "name", "status", "nameservers", "soa_mname", "soa_rname", "claim", "delegation",
    ]
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
        let claim = row.textIfPresent(20).map { Claim(text: $0, expiresAt: row.integerIfPresent(21) ?? 0) }
        let offer = row.integerIfPresent(22).map {
            Offer(organization: $0, offeredAt: row.integerIfPresent(23) ?? 0, isVoid: row.integer(27) != 0)
        }
        return DomainRow(
            id: row.integer(0), uuid: row.text(1), organization: row.integer(2), name: row.text(3),
            apex: try Name(row.text(3)), status: Domain.Status(rawValue: row.text(4)) ?? .suspended,
            authority: try Authority(row, from: 12), settings: row.integer(5), number: row.integer(6),
            serial: UInt32(truncatingIfNeeded: row.integer(7)), recordCount: row.integer(8), version: row.integer(9),
            claim: claim, offer: offer,
            delegation: try Delegation(stored: row.textIfPresent(24), checkedAt: row.integer(25)),
            createdAt: row.integer(10), updatedAt: row.integer(11), deletedAt: row.integerIfPresent(26))
    }

    private static let ownedStatement = """
        select \(columns) from domains where uuid = $1 and organization = $2 and status <> 'deleted'
        """

    /// Nil if there is none, or if it is another organization's.
    static func find(_ uuid: String, of organization: Int64, _ db: any Connection) throws -> DomainRow? {
        try db.run(ownedStatement, uuid, organization).first.map(domain)
    }

    /// The one that has the name: claims of it are not meant.
    static func find(named name: String, _ db: any Connection) throws -> DomainRow? {
        try db.run(
            "select \(columns) from domains where name = $1 and status in ('active', 'suspended')", name
        ).first.map(domain)
    }

    /// Every domain that waits for the name to be proved.
    static func claims(of name: String, _ db: any Connection) throws -> [DomainRow] {
        try db.run(
            "select \(columns) from domains where name = $1 and status = 'pending' order by id", name
        ).map(domain)
    }

    /// Claims that have expired.
    static func lapsedClaims(at now: Int64, limit: Int, _ db: any Connection) throws -> [DomainRow] {
        try db.run(
            """
            select \(columns) from domains where status = 'pending' and claim_expires_at <= $1
            order by claim_expires_at limit $2
            """, now, limit
        ).map(domain)
    }

    /// Claims that nobody looked at since then.
    static func uncheckedClaims(since: Int64, limit: Int, _ db: any Connection) throws -> [DomainRow] {
        try db.run(
            "select \(columns) from domains where status = 'pending' and checked_at < $1 order by checked_at limit $2",
            since, limit
        ).map(domain)
    }

    /// Those that nobody looked at since then.
    static func unchecked(since: Int64, limit: Int, _ db: any Connection) throws -> [DomainRow] {
        try db.run(
            """
            select \(columns) from domains
            where status in ('active', 'pending') and checked_at < $1 order by checked_at limit $2
            """, since, limit
        ).map(domain)
    }

    /// One that is on offer; `organization` is the one that gives it, or the one that may take it.
    static func findOffered(_ uuid: String, at organization: Int64, _ db: any Connection) throws -> DomainRow? {
        try db.run(
            """
            select \(columns) from domains
            where uuid = $1 and offered_to is not null and status = 'active'
                and (organization = $2 or offered_to = $2 and offer_void = 0)
            """, uuid, organization
        ).first.map(domain)
    }

    /// Nil if it was deleted before `since`.
    static func findDeleted(
        _ uuid: String, of organization: Int64, since: Int64, _ db: any Connection
    ) throws -> DomainRow? {
        try db.run(
            """
            select \(columns) from domains
            where uuid = $1 and organization = $2 and status = 'deleted' and deleted_at > $3
            """, uuid, organization, since
        ).first.map(domain)
    }

    /// Writes a new domain's row; its key.
    static func insert(_ domain: DomainRow, _ db: any Connection) throws -> Int64 {
        try db.run(
            """
            insert into domains (
                uuid, organization, name, status, settings, number, serial, record_count, version, created_at,
                updated_at, nameservers, soa_mname, soa_rname, soa_refresh, soa_retry, soa_expire, soa_minimum,
                soa_ttl, place, claim, claim_expires_at)
            values (
                $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
            returning id
            """,
            values: [
                domain.uuid, domain.organization, domain.name, domain.status.rawValue, domain.settings, domain.number,
                domain.serial, domain.recordCount, domain.version, domain.createdAt, domain.updatedAt,
            ] + domain.authority.stored + [
                NamePlace(domain.apex).key, domain.claim?.text, domain.claim?.expiresAt,
            ]
        )[0].integer(0)
    }

    /// What any change may move: one statement a domain and group, however many changes the group holds.
    static func update(_ domain: DomainRow, _ db: any Connection) throws {
        try db.run(
            "update domains set number = $1, serial = $2, record_count = $3, settings = $4 where id = $5",
            domain.number, domain.serial, domain.recordCount, domain.settings, domain.id)
    }

    /// What a change of its settings or of its standing moves beside that.
    static func updateStanding(_ domain: DomainRow, _ db: any Connection) throws {
        try db.run(
            """
            update domains set nameservers = $1, soa_mname = $2, soa_rname = $3, soa_refresh = $4, soa_retry = $5,
                soa_expire = $6, soa_minimum = $7, soa_ttl = $8, organization = $9, status = $10, version = $11,
                claim = $12, claim_expires_at = $13, offered_to = $14, offered_at = $15, updated_at = $16,
                deleted_at = $17, offer_void = $18
            where id = $19
            """,
            values: domain.authority.stored + [
                domain.organization, domain.status.rawValue, domain.version, domain.claim?.text,
                domain.claim?.expiresAt, domain.offer?.organization, domain.offer?.offeredAt, domain.updatedAt,
                domain.deletedAt, domain.offer?.isVoid ?? false, domain.id,
            ])
    }
}
