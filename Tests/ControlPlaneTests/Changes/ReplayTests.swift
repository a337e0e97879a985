import DNS
import Records
import SQL
import Testing

@testable import ControlPlane

@Suite struct ReplayTests {
    static let values: [(String, [String])] = [
        ("A", ["192.0.2.1", "192.0.2.2", "192.0.2.3"]), ("AAAA", ["2001:db8::1", "2001:db8::2"]),
        ("CNAME", ["a.example.net", "b.example.net"]), ("TXT", ["one", "two", "\"three\" \"parts\""]),
        ("MX", ["mail.example.net", "."]), ("NS", ["ns.example.net"]), ("Flatten", ["a.example.net"]),
    ]
    static let names = ["@", "www", "ns1", "a.b", "b", "*", "*.b"]

    static func edit(_ fixture: Fixture, _ records: [DNSRecord], _ random: inout SplitMix) throws -> RecordEdit? {
        let (kind, choice) = values.randomElement(using: &random) ?? ("A", [])
        let name = names.randomElement(using: &random) ?? "@"
        let ttl = [60, 3600].randomElement(using: &random) ?? 60
        let draft = try? fixture.draft(
            name, kind, choice.randomElement(using: &random) ?? "", ["ttl": .integer(Int64(ttl))])
        switch (Int.random(in: 0..<10, using: &random), records.randomElement(using: &random)) {
        case (0..<3, let record?): return .delete(record.recordId)
        case (3..<5, let record?):
            var draft = record.draft
            if Bool.random(using: &random) { draft.ttl = ttl } else { draft.comment = "c\(ttl)" }
            if let moved = names.randomElement(using: &random), ttl == 60, moved != "@" { draft.name = moved }
            return .update(record.recordId, draft)
        default: return draft.map { .create($0) }
        }
    }

    @Test(arguments: 0..<12 as Range<UInt64>)
    func deltasGiveWhatIsServedAndEditsGiveTheRecords(_ seed: UInt64) async throws {
        try await withPlane { fixture in
            var random = SplitMix(seed: seed)
            var applied = 0
            for _ in 0..<120 {
                let records = try await fixture.records()
                let edits = try (0..<Int.random(in: 1...6, using: &random)).compactMap { _ in
                    try Self.edit(fixture, records, &random)
                }
                guard !edits.isEmpty else { continue }
                let error = await refusal {
                    try await fixture.plane.apply(edits, to: fixture.domain, for: fixture.caller)
                }
                switch error {
                case nil: applied += 1
                case .conflict, .invalid: break
                case let error?: Issue.record("\(error)")
                }
            }
            #expect(applied > 20)
            let state = try await StoredState(of: fixture.domain, in: fixture.database)
            try state.expectAgreement()
            // What the name server holds is what is stored, and what is stored follows from the records.
            #expect(fixture.publisher.served(state.domain.id) == state.served)
            let row = try await fixture.database.read { db in
                try DomainRows.find(fixture.domain.uuid, of: fixture.domain.organization, db)
            }
            let domain = try #require(row)
            let owners = Set(state.records.compactMap { try? $0.draft.owner(in: domain.apex) })
                .union(domain.settledOwners)
            let wanted = owners.flatMap { owner in
                domain.served(
                    at: owner, from: state.records.filter { (try? $0.draft.owner(in: domain.apex)) == owner }, .test)
            }
            #expect(Set(wanted) == state.served)
            #expect(fixture.publisher.mistakes == 0)
        }
    }
}
