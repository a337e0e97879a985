import HTTPTypes
import Records
import Testing

@Suite struct ZoneFileRoutesTests {
    private func path(_ fixture: Fixture) -> String { fixture.records.replacing("/dns-records", with: "/zone-file") }

    @Test func itIsAMasterFile() async throws {
        try await Fixture.with { fixture in
            _ = try await fixture.create("www")
            let reply = try await fixture.send(.get, path(fixture))
            #expect(reply.status == 200)
            #expect(reply.headers[.contentType] == "text/dns; charset=utf-8")
            #expect(reply.body.hasPrefix("$ORIGIN example.com.\n; example.com, change 2, serial "))
            #expect(reply.body.hasSuffix("\nwww\t3600\tIN\tA\t192.0.2.1\n"))
        }
    }

    @Test func aFileIsImported() async throws {
        try await Fixture.with { fixture in
            func put(_ query: String, _ body: String, _ type: String = "text/dns") async throws -> Reply {
                try await fixture.send(.put, "\(path(fixture))\(query)", body, headers: [.contentType: type])
            }
            let tried = try await put("?dryRun=true", "www A 192.0.2.1\n")
            #expect(tried.status == 200)
            #expect(tried.json["state"] == "planned")
            #expect(tried.json["edits"]?.array?.count == 1)
            let done = try await put("", "www A 192.0.2.1\n", "text/plain; charset=utf-8")
            #expect(done.status == 200)
            #expect(done.json["number"] == 2)
            #expect(done.json["origin"] == "import")
            #expect(try await put("?mode=replace", "other A 192.0.2.1").status == 200)
            #expect(try await fixture.send(.get, fixture.records).json["totalItems"] == 1)
            let wrong = try await put("", "www A x\n\n$INCLUDE y")
            #expect(wrong.status == 422)
            #expect(wrong.violations == ["line 1", "line 3"])
            #expect(
                wrong.json["violations"]?.array?.first?["message"]?.string?.hasPrefix(
                    "line 1, column 7: A: address: not")
                    == true)
            #expect(try await put("?mode=mend", "").status == 400)
            #expect(try await put("", "", "application/json").status == 415)
        }
    }

    @Test(arguments: [
        ("text/dns", 200), ("text/plain", 200), ("text/*", 200), ("*/*", 200), ("text/html, */*;q=0.1", 200),
        ("application/json", 406), ("text/dns;q=0", 406), ("text/html", 406),
    ])
    func acceptIsMinded(_ accept: String, _ status: Int) async throws {
        try await Fixture.with { fixture in
            let reply = try await fixture.send(.get, path(fixture), headers: [.accept: accept])
            #expect(reply.status == status)
            if status == 406 {
                #expect(reply.json["detail"] == "Only text/dns and text/plain can be produced.")
            }
        }
    }
}
