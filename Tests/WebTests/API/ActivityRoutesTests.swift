import HTTPTypes
import Records
import Testing

@testable import ControlPlane
@testable import Web

@Suite struct ActivityRoutesTests {
    private func activity(_ fixture: Fixture) -> String { "\(fixture.organization)/activity" }

    @Test func entriesAreWrittenAsTheContractSays() async throws {
        try await Fixture.with { fixture in
            let viewer = try await fixture.person("v@example.com", .viewer)
            _ = try await fixture.send(.patch, fixture.organization, #"{"name":"New"}"#)
            let list = try await fixture.send(.get, activity(fixture), by: viewer)
            #expect(list.status == 200)
            #expect(list.json["totalItems"] == 2)
            let entry = try #require(list.json["member"]?.array?.first)
            #expect(
                entry.object?.members.map(\.name) == [
                    "@id", "@type", "id", "createdAt", "action", "actor", "address", "subject", "details",
                ])
            #expect(entry["@type"] == "activity")
            #expect(entry["action"] == "organization.updated")
            #expect(entry["subject"] == "New")
            #expect(entry["details"] == ["name": ["before": "Ours", "after": "New"]])
            #expect(entry["actor"]?.object?.members.map(\.name) == ["type", "id", "name"])
            let iri = try #require(entry["@id"]?.string)
            let read = try await fixture.send(.get, iri, by: viewer)
            #expect(read.status == 200)
            #expect(read.json["details"] == entry["details"])
            #expect(try await fixture.send(.get, iri, by: viewer, headers: [.ifNoneMatch: #""1-l""#]).status == 304)
            for path in [activity(fixture), iri] {
                #expect(try await fixture.send(.get, path, token: fixture.theirs.token).status == 404)
            }
        }
    }

    @Test func itIsWalkedByCursorAndByPage() async throws {
        try await Fixture.with { fixture in
            for i in 0..<6 { _ = try await fixture.create("h\(i)") }
            let whole = try await fixture.send(.get, activity(fixture), headers: [.accept: "application/json"])
            let ids = try #require(whole.json.array).compactMap { $0["id"]?.string }
            #expect(ids.count == 7)
            #expect(whole.headers[.link]?.contains("next") != true)
            var (walked, next): ([String], String?) = ([], "\(activity(fixture))?itemsPerPage=3&action=change&cursor=")
            while let path = next {
                let page = try await fixture.send(.get, path)
                #expect(page.status == 200)
                #expect(page.headers[.totalCount] == "7")
                walked += try #require(page.json["member"]?.array).compactMap { $0["id"]?.string }
                next = page.json["view"]?["next"]?.string
            }
            #expect(walked == ids)
            let second = try await fixture.send(.get, "\(activity(fixture))?itemsPerPage=3&page=2")
            #expect(second.json["member"]?.array?.compactMap { $0["id"]?.string } == Array(ids[3..<6]))
            #expect(second.json["view"]?["previous"]?.string?.hasSuffix("itemsPerPage=3&page=1") == true)
            #expect(second.json["view"]?["next"]?.string?.contains("cursor=c") == true)
            let beyond = try await fixture.send(.get, "\(activity(fixture))?itemsPerPage=3&page=9")
            #expect(beyond.json["member"] == .array([]))
        }
    }

    @Test func filtersAreReadAndWrongOnesRefused() async throws {
        try await Fixture.with { fixture in
            _ = try await fixture.create("www")
            func count(_ query: String) async throws -> JSON? {
                try await fixture.send(.get, "\(activity(fixture))?\(query)").json["totalItems"]
            }
            #expect(try await count("domain=example.com") == 2)
            #expect(try await count("domain=\(fixture.ours.domains[0].uuid)&actor=token") == 1)
            #expect(try await count("action=member") == 0)
            #expect(try await count("from=2020-01-01T00:00:00%2B00:00") == 2)
            #expect(try await count("from=2020-01-01T00:00:00+00:00&to=2020-01-02T00:00:00Z") == 0)
            for query in [
                "from=yesterday", "to=2020-01-01", "cursor=x", "cursor=c1-1&page=1", "itemsPerPage=101", "x=1",
            ] {
                #expect(try await fixture.send(.get, "\(activity(fixture))?\(query)").status == 400, "\(query)")
            }
        }
    }

    @Test func allOfItGoesOutAsLines() async throws {
        try await Fixture.with { fixture in
            let (organization, count) = (fixture.ours.organization, 1_200)
            try await fixture.plane.store.write { db in
                for i in 0..<count {
                    try ActivityRows.note(
                        Activity("test.noted", in: organization, by: Actor.system, subject: "line\n\(i)"),
                        at: Int64(i / 7), db)
                }
            }
            let reply = try await fixture.send(
                .get, activity(fixture), headers: [.accept: "application/x-ndjson, application/json;q=0.5"])
            #expect(reply.status == 200)
            #expect(reply.headers[.contentType] == "application/x-ndjson")
            let lines = reply.body.split(separator: "\n", omittingEmptySubsequences: false)
            // Each line ends, the last one too.
            #expect(lines.count == count + 2)
            #expect(lines.last == "")
            let entries = try lines.dropLast().map { try JSON(parsing: Array($0.utf8)) }
            #expect(entries.allSatisfy { $0["@type"] == "activity" && $0["@id"] != nil })
            #expect(Set(entries.compactMap { $0["id"]?.string }).count == count + 1)
            #expect(entries.last?["subject"] == "line\n0")
            let some = try await fixture.send(
                .get, "\(activity(fixture))?action=change", headers: [.accept: "application/x-ndjson"])
            #expect(some.body.split(separator: "\n").count == 1)
            // Where nothing can be asked for as lines, they cannot be had.
            #expect(
                try await fixture.send(.get, fixture.records, headers: [.accept: "application/x-ndjson"]).status == 406)
            #expect(
                try await fixture.send(
                    .get, activity(fixture), headers: [.accept: "application/json, application/x-ndjson;q=0.5"]
                ).headers[.contentType] == "application/json")
            let refused = try await fixture.send(
                .get, activity(fixture), token: fixture.theirs.token, headers: [.accept: "application/x-ndjson"])
            #expect(refused.status == 404)
            #expect(refused.headers[.contentType] == "application/problem+json")
        }
    }
}
