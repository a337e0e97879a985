import DNS
import SQL
import Testing

@testable import ControlPlane

@Suite struct PurgeDomainsTests {
    static let tables = ["records", "served", "changes", "domains"]

    /// How many rows there are of each kind, receipts last.
    static func counts(_ fixture: Fixture, of domain: Int64) async throws -> [Int64] {
        try await fixture.database.read { db in
            try tables.map { table in
                try db.run("select count(*) from \(table) where \(table == "domains" ? "id" : "domain") = $1", domain)[
                    0
                ]
                .integer(0)
            } + [db.run("select count(*) from receipts")[0].integer(0)]
        }
    }

    @Test func whatCannotComeBackLeavesNothingButItsLastSerial() async throws {
        let clock = Clock()
        try await withPlane(settings: clock.settings) { fixture in
            let kept = try await fixture.plane.createDomain(
                named: "kept.de", of: fixture.domain.organization, for: fixture.caller)
            let edits = try (0..<900).map { RecordEdit.create(try fixture.draft("h\($0)", "A", "192.0.2.1")) }
            for part in 0..<2 {
                _ = try await fixture.plane.apply(
                    Array(edits[(part * 450)..<(part * 450 + 450)]), to: fixture.domain, for: fixture.caller)
            }
            let domain = try await fixture.plane.domain(
                fixture.domain.uuid, of: fixture.domain.organization, for: fixture.caller)
            try await fixture.database.write { db in
                try db.run("insert into receipts select sequence, 'ns', 1 from changes where domain = $1", domain.id)
                try db.run(
                    """
                    insert into consents (domain, name, organization, granted_by, created_at)
                    values ($1, 'a.example.com', 7, 1, 1)
                    """, domain.id)
            }
            let others = try await Self.counts(fixture, of: kept.id)
            try await DeleteDomainTests.delete(fixture)
            clock.advance(seconds: 30 * 86_400 - 60)
            try await fixture.plane.purgeDomains()
            #expect(try await Self.counts(fixture, of: domain.id) == [900, 902, 4, 1, 3])
            clock.advance(seconds: 120)
            try await fixture.plane.purgeDomains()
            #expect(try await Self.counts(fixture, of: domain.id) == [0, 0, 0, 0, 0])
            #expect(try await Self.counts(fixture, of: kept.id).dropLast() == others.dropLast())
            let next = try await fixture.plane.createDomain(
                named: "example.com", of: fixture.domain.organization, for: fixture.caller)
            #expect(next.id != domain.id)
            #expect(Serial.isAfter(next.serial, domain.serial))
        }
    }
}
