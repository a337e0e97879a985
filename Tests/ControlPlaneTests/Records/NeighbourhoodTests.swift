import Records
import Testing

@testable import ControlPlane

@Suite struct NeighbourhoodTests {
    /// Every record of the domain, read one by one.
    private func one(_ id: Int64, _ fixture: Fixture) async throws -> SeenRecord {
        try await fixture.plane.record(
            "\(id)", in: fixture.domain.uuid, of: fixture.domain.organization, for: fixture.caller)
    }

    /// Every record of the domain, read in pages of `size`.
    private func all(_ fixture: Fixture, _ size: Int, _ filter: RecordFilter = .all) async throws -> [SeenRecord] {
        var seen: [SeenRecord] = []
        var cursor: RecordCursor?
        repeat {
            let page = try await fixture.plane.records(
                in: fixture.domain.uuid, of: fixture.domain.organization, filter, after: cursor, limit: size,
                for: fixture.caller)
            seen += page.records
            cursor = page.next
        } while cursor != nil
        return seen
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func readingWarnsAsWritingDid(_ seed: UInt64) async throws {
        try await withPlane { fixture in
            var random = SplitMix(seed: seed)
            let names = ["@", "www", "sub", "a.sub", "b.a.sub", "ns.a.sub", "c.b.a.sub"]
            var written = 0
            for i in 0..<60 {
                let name = names.randomElement(using: &random) ?? "@"
                let ttl = JSON.integer(Bool.random(using: &random) ? 300 : 60)
                let edit: AppliedEdit?
                switch Int.random(in: 0..<5, using: &random) {
                case 0 where name != "@":
                    let target = Bool.random(using: &random) ? "ns.a.sub.example.com" : "ns\(i).example.net"
                    edit = try? await fixture.create(name, "NS", target, ["ttl": ttl]).edits[0]
                case 1: edit = try? await fixture.create(name, "TXT", "t\(i)", ["ttl": ttl]).edits[0]
                default:
                    let weight: JSON = Bool.random(using: &random) ? .null : .integer(Int64(i % 2))
                    let more: JSON.Object = ["ttl": ttl, "weight": weight]
                    edit = try? await fixture.create(name, "A", "192.0.2.\(i)", more).edits[0]
                }
                guard let edit, let record = edit.after else { continue }
                written += 1
                let expected = SeenRecord(record: record, warnings: edit.warnings)
                #expect(try await one(record.recordId, fixture) == expected)
                #expect(try await all(fixture, 1_000).last == expected)
            }
            #expect(written > 30)
            let whole = try await all(fixture, 1_000)
            #expect(Set(whole.flatMap { $0.warnings.map(\.code) }).isSuperset(of: [.occluded, .ttlMismatch]))
            #expect(try await all(fixture, 3) == whole)
            for name in names {
                #expect(try await all(fixture, 2, RecordFilter(name: name)) == whole.filter { $0.record.name == name })
            }
            #expect(try await all(fixture, 2, RecordFilter(kind: .ns)) == whole.filter { $0.record.kind == .ns })
            let filter = RecordFilter(name: "sub", kind: .a)
            #expect(
                try await all(fixture, 2, filter) == whole.filter { $0.record.name == "sub" && $0.record.kind == .a })
        }
    }

    @Test func moreNamesThanAStatementHasPlacesFor() async throws {
        try await withPlane { fixture in
            var edits: [RecordEdit] = []
            for i in 0..<300 {
                edits.append(.create(try fixture.draft("a.h\(i)", "A", "192.0.2.1", ["ttl": 300])))
                edits.append(.create(try fixture.draft("h\(i)", "NS", "ns.example.net")))
            }
            _ = try await fixture.plane.apply(edits, to: fixture.domain, for: fixture.caller)
            // Of the later change: in the page of the first 300 addresses each is alone.
            let more = try (0..<300).map {
                RecordEdit.create(try fixture.draft("a.h\($0)", "A", "192.0.2.2", ["ttl": 60]))
            }
            _ = try await fixture.plane.apply(more, to: fixture.domain, for: fixture.caller)
            let page = try await fixture.plane.records(
                in: fixture.domain.uuid, of: fixture.domain.organization, limit: 600, for: fixture.caller)
            let addresses = page.records.filter { $0.record.kind == .a }
            #expect(addresses.count == 300)
            #expect(addresses.allSatisfy { $0.warnings.map(\.code) == [.occluded, .ttlMismatch] })
        }
    }
}
