import DNS
import Records
import Testing

@testable import ControlPlane

/// The rules between records, held under concurrent writes.
@Suite struct RuleTests {
    /// Makes all of `records` at once; how many were refused with a conflict of one of `codes`.
    static func race(
        _ fixture: Fixture, _ records: [(String, String, String)], refusedWith codes: Set<Violation.Code>
    ) async throws -> Int {
        let drafts = try records.map { try fixture.draft($0.0, $0.1, $0.2) }
        let refusals = await withTaskGroup(of: ControlPlaneError?.self) { tasks in
            for draft in drafts {
                tasks.addTask {
                    await refusal {
                        try await fixture.plane.createRecord(draft, in: fixture.domain, for: fixture.caller)
                    }
                }
            }
            return await tasks.reduce(into: []) { $0.append($1) }
        }
        for case let error? in refusals {
            let found = try #require(conflict(error), "\(error)")
            #expect(!codes.isDisjoint(with: found.codes))
            #expect(found.others > 0)
        }
        return refusals.count { $0 != nil }
    }

    @Test func ofSixtyFourEqualRecordsOneIsMade() async throws {
        try await withPlane { fixture in
            for kind in [("A", "192.0.2.1"), ("TXT", "text"), ("CNAME", "a.example.net")] {
                let records = [(String, String, String)](repeating: (kind.0.lowercased(), kind.0, kind.1), count: 64)
                let refused = try await Self.race(fixture, records, refusedWith: [.duplicate])
                #expect(refused == 63)
            }
            #expect(try await fixture.records().count == 3)
            #expect(fixture.publisher.mistakes == 0)
            #expect(fixture.publisher.reserved.isEmpty)
        }
    }

    @Test(
        arguments: [
            ("CNAME", "a.example.net", "A", "192.0.2."), ("CNAME", "a.example.net", "TXT", "t"),
            ("Redirect", "https://example.net/", "A", "192.0.2."), ("Flatten", "a.example.net", "AAAA", "2001:db8::"),
            ("Script", "1", "A", "192.0.2."), ("PullZone", "zone", "CNAME", "a.example.net"),
            ("MX", ".", "MX", "mail.example.net"),
        ] as [(String, String, String, String)])
    func whatExcludesEachOtherNeverStandsTogether(
        _ one: String, _ value: String, _ other: String, _ stem: String
    ) async throws {
        try await withPlane { fixture in
            for round in 0..<8 {
                let name = "n\(round)"
                let others = (1...8).map { i in
                    (name, other, stem.hasSuffix("net") ? "h\(i).\(stem)" : "\(stem)\(i)")
                }
                let records = ([(name, one, value)] + others).shuffled()
                _ = try await Self.race(fixture, records, refusedWith: [.conflict])
            }
            let byName = Dictionary(grouping: try await fixture.records(), by: \.draft.name)
            #expect(byName.count == 8)
            for (_, records) in byName {
                #expect(
                    records.count { $0.draft.value == value }
                        == (records.count == 1 ? records.count { $0.draft.value == value } : 0))
            }
        }
    }

    @Test(arguments: ["CNAME", "NS"]) func theApexHoldsNeitherCNAMENorNS(_ kind: String) async throws {
        try await withPlane { fixture in
            #expect(throws: Violations.self) { try fixture.draft("@", kind, "a.example.net") }
        }
    }

    @Test func severalCNAMEsMayShareANameOfWhichOneIsServed() async throws {
        try await withPlane { fixture in
            _ = try await fixture.create("www", "CNAME", "a.example.net", ["weight": 1])
            _ = try await fixture.create("www", "CNAME", "b.example.net", ["weight": 9])
            let served = fixture.publisher.served(try #require(fixture.publisher.published.first).zone)
            #expect(served.filter { $0.type == .cname }.map(\.rdata.text) == ["b.example.net."])
        }
    }
}
