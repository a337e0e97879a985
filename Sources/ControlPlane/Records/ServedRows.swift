import DNS
import SQL

/// The rows of `served`: what all deltas of a domain add up to.
enum ServedRows {
    /// What is served at one owner, the SOA aside.
    static func records(
        at owner: OwnerKey, of domain: Int64, in apex: Name, _ db: any Connection
    ) throws -> [ResourceRecord] {
        let rows = try db.run(
            """
            select type, ttl, rdata from served
            where domain = $1 and owner = $2 and staged = 0
            """, domain, owner.labels)
        guard !rows.isEmpty else { return [] }
        let name = try owner.name(in: apex)
        return try rows.map { row in
            let type = RecordType(rawValue: UInt16(truncatingIfNeeded: row.integer(0)))
            return ResourceRecord(
                owner: name, ttl: UInt32(truncatingIfNeeded: row.integer(1)),
                rdata: try RDATA(type, wire: row.blob(2)))
        }
    }

    /// All that a domain serves, the SOA aside.
    static func records(of domain: DomainRow, _ db: any Connection) throws -> [ResourceRecord] {
        var records: [ResourceRecord] = []
        try db.forEach(
            "select owner, type, ttl, rdata from served where domain = $1 and staged = 0", [domain.id]
        ) { row in
            let type = RecordType(rawValue: UInt16(truncatingIfNeeded: row.integer(1)))
            records.append(
                ResourceRecord(
                    owner: try Name(wire: row.blob(0) + domain.apex.wire),
                    ttl: UInt32(truncatingIfNeeded: row.integer(2)), rdata: try RDATA(type, wire: row.blob(3))))
            return true
        }
        return records
    }

    /// Makes `records` what is served at `owner`; the difference to what was.
    static func replace(
        at owner: OwnerKey, in domain: DomainRow, with records: [ResourceRecord], _ db: any Connection
    ) throws -> Delta {
        let before = Set(try self.records(at: owner, of: domain.id, in: domain.apex, db))
        let after = Set(records)
        let removed = before.subtracting(after).sorted(by: isOrdered)
        let added = after.subtracting(before).sorted(by: isOrdered)
        // A record whose TTL alone is new has one row, but is removed and added to whoever is served by a transfer.
        let kept = Set(added.map(\.rdata))
        for record in removed where !kept.contains(record.rdata) {
            try db.run(
                "delete from served where domain = $1 and owner = $2 and type = $3 and rdata = $4 and staged = 0",
                domain.id, owner.labels, record.type.rawValue, record.rdata.wire)
        }
        try insert(added, at: owner, in: domain.id, db)
        return Delta(removed: removed, added: added)
    }

    static func insert(
        _ records: [ResourceRecord], at owner: OwnerKey, in domain: Int64, _ db: any Connection
    ) throws {
        for record in records {
            try db.run(
                """
                insert into served (domain, owner, type, rdata, ttl) values ($1, $2, $3, $4, $5)
                on conflict (domain, owner, type, rdata, staged) do update set ttl = excluded.ttl
                """, domain, owner.labels, record.type.rawValue, record.rdata.wire, record.ttl)
        }
    }

    /// By type, then RDATA: the order of the table, so that equal changes have equal deltas.
    private static func isOrdered(_ a: ResourceRecord, _ b: ResourceRecord) -> Bool {
        a.type == b.type
            ? a.rdata.wire.lexicographicallyPrecedes(b.rdata.wire) : a.type.rawValue < b.type.rawValue
    }
}
