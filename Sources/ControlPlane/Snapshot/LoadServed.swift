import DNS
import SQL

/// A domain that is served, as the name server takes it in at its start; its records follow.
public struct ServedZone: Sendable, Hashable {
    /// The store's key: `ZoneChange.zone`.
    public var zone: Int64
    public var apex: Name
    /// CNAME chains stay among one tenant's zones.
    public var tenant: Int64
    public var serial: UInt32
    public var soa: SOA
}

/// What takes in the served state, zone after zone. Called on the thread of a read lane.
public protocol ServedSink: AnyObject, Sendable {
    /// A zone begins. Throwing ends the loading.
    func zone(_ zone: ServedZone) throws
    /// A record of the zone that began last, the SOA aside, in the order of owner and type. `owner` holds the labels
    /// below the apex, none for the apex itself: the owner is these followed by the apex. The spans live only as long
    /// as the call.
    func record(owner: RawSpan, type: RecordType, ttl: UInt32, rdata: RawSpan) throws
}

extension ControlPlane {
    /// Shows every active domain and all that it serves to `sink`, one state of the store, row by row: nothing is
    /// kept here. Where the log stood at that state.
    public func loadServed(into sink: some ServedSink) async throws -> Cursor {
        let settings = settings
        return try await store.read { db in
            try Self.stream(db, settings, into: sink)
            let row = try db.run("select epoch, sequence from store where id = 1")[0]
            return Cursor(epoch: row.text(0), sequence: row.integer(1))
        }
    }

    // Both sides lie in the order of the result: no sorting, and no more in memory than one row. Columns of the domain
    // are read only where one begins.
    static let servedStatement = """
        select s.owner, s.type, s.ttl, s.rdata, \(DomainRows.qualifiedColumns)
        from domains d join served s on s.domain = d.id
        where d.status = 'active' and s.staged = 0
        order by d.id, s.owner, s.type
        """

    private static func stream(_ db: any Connection, _ settings: Settings, into sink: some ServedSink) throws {
        var current: Int64 = 0
        try db.forEach(servedStatement, []) { row in
            let id = row.integer(4)
            if id != current {
                current = id
                let domain = try DomainRows.domain(DomainRows.row(of: row, from: 4))
                try sink.zone(
                    ServedZone(
                        zone: domain.id, apex: domain.apex, tenant: domain.organization, serial: domain.serial,
                        soa: domain.soa(settings)))
            }
            let type = RecordType(rawValue: UInt16(truncatingIfNeeded: row.integer(1)))
            let ttl = UInt32(truncatingIfNeeded: row.integer(2))
            try row.withBytes(0) { owner in
                try row.withBytes(3) { rdata in try sink.record(owner: owner, type: type, ttl: ttl, rdata: rdata) }
            }
            return true
        }
    }
}
