import Records
import Testing

@testable import ControlPlane

@Suite struct ReadRecordsTests {
    @Test func pagesByCursorShowEveryRecordOnce() async throws {
        try await withPlane { fixture in
            let edits = try (0..<25).map { RecordEdit.create(try fixture.draft("h\($0)", "A", "192.0.2.1")) }
            _ = try await fixture.plane.apply(edits, to: fixture.domain, for: fixture.caller)
            var seen: [Int64] = []
            var cursor: RecordCursor?
            var pages = 0
            repeat {
                let page = try await fixture.plane.records(
                    in: fixture.domain.uuid, of: fixture.domain.organization, after: cursor, limit: 10,
                    for: fixture.caller)
                #expect(page.totalItems == 25)
                seen += page.records.map(\.record.recordId)
                cursor = page.next.flatMap { RecordCursor($0.text) }
                pages += 1
            } while cursor != nil
            #expect(pages == 3)
            #expect(seen == seen.sorted())
            #expect(Set(seen).count == 25)
        }
    }

    @Test func aFullLastPageHasNoNext() async throws {
        try await withPlane { fixture in
            for i in 0..<2 { _ = try await fixture.create("h\(i)", "A", "192.0.2.1") }
            let page = try await fixture.plane.records(
                in: fixture.domain.uuid, of: fixture.domain.organization, limit: 2, for: fixture.caller)
            #expect(page.records.count == 2)
            #expect(page.next == nil)
        }
    }

    @Test func aRecordIsReadByEitherId() async throws {
        try await withPlane { fixture in
            let record = try #require(
                try await fixture.create("www", "SRV", "a.example.net", ["port": 443]).edits[0].after)
            let uuid = fixture.domain.uuid
            for id in ["\(record.recordId)", "\(uuid):\(record.recordId)", "\(uuid.uppercased()):\(record.recordId)"] {
                let read = try await fixture.plane.record(
                    id, in: uuid, of: fixture.domain.organization, for: fixture.caller)
                #expect(read == SeenRecord(record: record, warnings: []))
            }
        }
    }

    @Test(arguments: ["0", "-1", "+1", "01", "1x", "", ":", "999", "9007199254740992", "99999999999999999999", "x:1"])
    func whatIsNoIdOfARecordIsNotFound(_ id: String) async throws {
        try await withPlane { fixture in
            _ = try await fixture.create("www", "A", "192.0.2.1")
            let error = await refusal {
                try await fixture.plane.record(
                    id, in: fixture.domain.uuid, of: fixture.domain.organization, for: fixture.caller)
            }
            #expect(error == .notFound)
        }
    }

    @Test func aRecordOfAnotherDomainIsNotFoundThere() async throws {
        try await withPlane { fixture in
            let other = try await fixture.plane.createDomain(
                named: "example.org", of: fixture.domain.organization, for: fixture.caller)
            let record = try #require(try await fixture.create("www", "A", "192.0.2.1").edits[0].after)
            let read = await refusal {
                try await fixture.plane.record(
                    "\(record.recordId)", in: other.uuid, of: other.organization, for: fixture.caller)
            }
            #expect(read == .notFound)
            let reference = try await fixture.plane.domain(
                other.uuid, of: other.organization, for: fixture.caller, to: .delete)
            let deleted = await refusal {
                try await fixture.plane.deleteRecord("\(record.recordId)", in: reference, for: fixture.caller)
            }
            #expect(deleted == .notFound)
            #expect(try await fixture.records() == [record])
        }
    }

    @Test(arguments: ["", "x", "aWQ6", "aWQ6LTE", "aWQ6MDE", "aWQ6MQ==", "aWQ6IDE"])
    func whatIsNoCursorIsNil(_ text: String) {
        #expect(RecordCursor(text) == nil)
    }
}
