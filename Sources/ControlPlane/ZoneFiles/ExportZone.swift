import DNS
import Records
import SQL

/// A part of a domain's master file (RFC 1035 §5), and how to get what comes after it.
public struct ZoneFilePart: Sendable {
    public let octets: [UInt8]
    /// Nil at the end.
    public let next: (@Sendable () async throws -> ZoneFilePart)?
}

extension ControlPlane {
    /// The zone of a domain as the name server has it after its newest change, or had it at a `moment`, whatever is
    /// changed while it is read: in parts of some hundred records, the domain's own name first. Throws `notFound`, `unavailable`; `forbidden` for a
    /// caller who may not read all of it, as a part of a zone would look like the whole.
    ///
    /// What has no resource record, and CNAMEs that are not answered, stand there as comments.
    public func zoneFile(
        of domain: DomainReference, at moment: Moment? = nil, for caller: Caller
    ) async throws -> ZoneFilePart {
        // One read holds the store's log for some milliseconds at most.
        try await zoneFile(of: domain, at: moment, inPartsOf: 500, for: caller)
    }

    func zoneFile(
        of domain: DomainReference, at moment: Moment? = nil, inPartsOf size: Int, for caller: Caller
    ) async throws -> ZoneFilePart {
        try Access.require(caller, .read, .domain(domain.name), of: domain.organization)
        guard ReadableRecords(for: caller, of: domain.organization, in: domain.name) == nil else {
            throw ControlPlaneError.forbidden(rule: "zone-file-is-whole")
        }
        let settings = settings
        let (export, head) = try await store.read { db -> (ZoneExport, [UInt8]) in
            guard var row = try DomainRows.find(domain.uuid, of: domain.organization, db) else {
                throw ControlPlaneError.notFound
            }
            if let moment { row = try row.past(moment, db).domain }
            var export = ZoneExport(domain: row, settings: settings, size: size)
            return (export, try export.head(db))
        }
        return ZoneFilePart(octets: head) { try await self.part(of: export) }
    }

    private func part(of export: ZoneExport) async throws -> ZoneFilePart {
        let (octets, rest) = try await store.read { db -> ([UInt8], ZoneExport) in
            var export = export
            return (try export.slice(db), export)
        }
        guard !rest.isOver else { return ZoneFilePart(octets: octets, next: nil) }
        return ZoneFilePart(octets: octets) { try await self.part(of: rest) }
    }
}

/// The writing of a domain's zone at one of its changes.
private struct ZoneExport: Sendable {
    /// As the file tells it: as it was when the export began, or earlier.
    let domain: DomainRow
    let settings: Settings
    /// How many records a part has, and a name's last ones more.
    let size: Int
    private var past: PastRecords
    /// The last name that was written.
    private var name = ""
    private(set) var isOver = false

    init(domain: DomainRow, settings: Settings, size: Int) {
        self.domain = domain
        self.settings = settings
        self.size = size
        past = PastRecords(of: domain.id, after: domain.number)
    }

    /// The directives, and what the domain's settings make: the SOA and the name servers.
    mutating func head(_ db: any Connection) throws -> [UInt8] {
        var writer = MasterFileWriter(origin: domain.apex)
        writer.write(comment: "\(domain.name), change \(domain.number), serial \(domain.serial)")
        let soa = domain.soa(settings)
        writer.write(
            ResourceRecord(owner: domain.apex, ttl: soa.ttl, rdata: soa.rdata(serial: domain.serial)))
        try past.readOn(db)
        for owner in domain.settledOwners {
            let name = OwnerKey(owner, in: domain.apex).text
            let now = try RecordRows.records(named: name, of: domain, db)
            write(past.records({ $0.name == name }, now: now), at: owner, to: &writer)
        }
        return writer.takeOctets()
    }

    /// The records at the next names.
    mutating func slice(_ db: any Connection) throws -> [UInt8] {
        var now = try RecordRows.records(after: name, limit: size, of: domain, db)
        let isLast = now.count < size
        var last = now.last?.name ?? name
        if !isLast, let first = now.first, first.name != last {
            // Its other records may come only after these.
            let complete = now.filter { $0.name != last }
            (now, last) = (complete, complete.last?.name ?? last)
        } else if !isLast {
            now = try RecordRows.records(named: last, of: domain, db)
        }
        // Only what was changed since the last part: however long the file takes, the log is read once.
        try past.readOn(db)
        let settled = Set(domain.settledOwners.map { OwnerKey($0, in: domain.apex).text })
        let (start, end) = (name, last)
        let records = past.records({ $0.name > start && (isLast || $0.name <= end) }, now: now)
            .filter { !settled.contains($0.name) }
        var writer = MasterFileWriter(continuing: domain.apex)
        for (name, records) in Dictionary(grouping: records, by: \.draft.name).sorted(by: { $0.key < $1.key }) {
            write(records, at: try Name(name, origin: domain.apex), to: &writer)
        }
        (name, isOver) = (end, isLast)
        return writer.takeOctets()
    }

    private func write(_ records: [DNSRecord], at owner: Name, to writer: inout MasterFileWriter) {
        let records = records.sorted { $0.recordId < $1.recordId }
        let served = domain.served(at: owner, from: records, settings)
        for record in served { writer.write(record) }
        let answered = Set(served.map(\.rdata))
        for record in records {
            if let rdata = record.rdata, answered.contains(rdata) { continue }
            writer.write(comment: "\(owner) \(record.ttl) \(record.kind.typeString) \(record.value)")
        }
    }
}
