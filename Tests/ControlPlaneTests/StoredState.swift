import DNS
import Records
import SQL
import Testing

@testable import ControlPlane

/// The three tables that tell of a domain, read in one transaction.
struct StoredState: Sendable {
    var records: [DNSRecord]
    var served: Set<ResourceRecord>
    var changes: [Change]
    var domain: Domain

    init(of domain: DomainReference, in database: Database, settings: Settings = .test) async throws {
        self = try await database.read { db in
            guard let row = try DomainRows.find(domain.uuid, of: domain.organization, db) else {
                throw ControlPlaneError.notFound
            }
            let served = try db.run("select owner, type, ttl, rdata from served where domain = $1", row.id).map {
                ResourceRecord(
                    owner: try Name(wire: $0.blob(0) + row.apex.wire), ttl: UInt32($0.integer(2)),
                    rdata: try RDATA(RecordType(rawValue: UInt16($0.integer(1))), wire: $0.blob(3)))
            }
            return StoredState(
                records: try db.run(
                    "select \(RecordRows.columns) from records where domain = $1 order by id", row.id
                ).compactMap(RecordRows.record),
                served: Set(served),
                changes: try db.run(
                    "select \(ChangeRows.columns) from changes where domain = $1 order by sequence", row.id
                ).compactMap(ChangeRows.change),
                domain: Domain(row, settings))
        }
    }

    private init(records: [DNSRecord], served: Set<ResourceRecord>, changes: [Change], domain: Domain) {
        self.records = records
        self.served = served
        self.changes = changes
        self.domain = domain
    }

    /// That log, records and what is served tell the same story. `serialsMayJump` where the domain was not always served.
    func expectAgreement(serialsMayJump: Bool = false) throws {
        var records: [Int64: DNSRecord] = [:]
        var served: Set<ResourceRecord> = []
        for change in changes {
            for json in try change.edits.map({ try JSON(parsing: $0) })?.array ?? [] {
                let edit = try #require(Edit(json))
                if let before = edit.before?.record {
                    #expect(records.removeValue(forKey: before.recordId) == before)
                }
                if let after = edit.after?.record { records[after.recordId] = after }
            }
            let delta = try change.delta.map { try Delta(wire: $0) } ?? Delta()
            #expect(served.isSuperset(of: delta.removed))
            served.subtract(delta.removed)
            #expect(served.isDisjoint(with: delta.added))
            served.formUnion(delta.added)
        }
        #expect(records.values.sorted { $0.recordId < $1.recordId } == self.records)
        #expect(served == self.served)
        #expect(changes.map(\.number) == Array(1...Int64(changes.count)))
        #expect(
            zip(changes, changes.dropFirst()).allSatisfy { before, after in
                let step: UInt32 = after.origin == .restore && after.actor == .system ? 1 << 24 : 1
                let isNext = after.serial == before.serial &+ (after.delta == nil && step == 1 ? 0 : step)
                return isNext || serialsMayJump && Serial.isAfter(after.serial, before.serial)
            })
        #expect(domain.number == changes.last?.number)
        #expect(domain.serial == changes.last?.serial)
        #expect(domain.recordCount == Int64(self.records.count))
    }
}
