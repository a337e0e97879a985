import HTTPTypes
import Records
import Testing

@testable import Web

@Suite struct RecordPagingTests {
    @Test func onePageIsWhole() async throws {
        try await Fixture.with { fixture in
            for name in ["a", "b", "c"] { _ = try await fixture.create(name) }
            let reply = try await fixture.send(.get, fixture.records)
            #expect(reply.status == 200)
            #expect(reply.json["@type"]?.string == "Collection")
            #expect(reply.json["@id"]?.string == fixture.records)
            #expect(reply.json["totalItems"]?.integer == 3)
            #expect(reply.json["view"] == nil)
            #expect(reply.json["search"]?["@type"]?.string == "IriTemplate")
            #expect(reply.headers[.totalCount] == "3")
            #expect(reply.headers[.link] == Answer.documentation)
            let members = try #require(reply.json["member"]?.array)
            #expect(members.compactMap { $0["name"]?.string } == ["a", "b", "c"])
            #expect(members.allSatisfy { $0["@context"] == nil && $0["@id"] != nil && $0["@type"] != nil })
        }
    }

    @Test func pagesFollowOneAnother() async throws {
        try await Fixture.with { fixture in
            for i in 1...5 { _ = try await fixture.create("h\(i)") }
            var path = "\(fixture.records)?cursor=&itemsPerPage=2"
            var names: [[String]] = []
            while true {
                let reply = try await fixture.send(.get, path)
                #expect(reply.status == 200)
                #expect(reply.headers[.totalCount] == "5")
                names.append(reply.json["member"]?.array?.compactMap { $0["name"]?.string } ?? [])
                guard let next = reply.json["view"]?["next"]?.string else { break }
                #expect(reply.headers[.link] == "<\(next)>; rel=\"next\", \(Answer.documentation)")
                path = next
            }
            #expect(names == [["h1", "h2"], ["h3", "h4"], ["h5"]])
        }
    }

    @Test func plainJSONIsABareArray() async throws {
        try await Fixture.with { fixture in
            for name in ["a", "b"] { _ = try await fixture.create(name) }
            let reply = try await fixture.send(
                .get, "\(fixture.records)?itemsPerPage=1", headers: [.accept: "application/json"])
            #expect(reply.json.array?.count == 1)
            #expect(reply.headers[.totalCount] == "2")
            #expect(reply.headers[.link]?.contains(#">; rel="next""#) == true)
        }
    }

    @Test(arguments: [
        "itemsPerPage=1001", "itemsPerPage=0", "itemsPerPage=-1", "itemsPerPage=x", "itemsPerPage=",
        "itemsPerPage=99999999999999999999", "cursor=nonsense", "page=2", "cursor=%FF", "cursor=%4",
    ])
    func aBadQueryIs400(_ query: String) async throws {
        try await Fixture.with { fixture in
            let reply = try await fixture.send(.get, "\(fixture.records)?\(query)")
            #expect(reply.status == 400)
            #expect(reply.slug == "bad-request")
        }
    }

    @Test(arguments: ["page", "q", "monitorStatus", "when", "order[name]", "Cursor", ""])
    func aParameterThatIsNotThereIsNamedAndSoAreThoseThatAre(_ name: String) async throws {
        try await Fixture.with { fixture in
            let query = "\(PercentEncoding.encode(name))=1"
            let reply = try await fixture.send(.get, "\(fixture.records)?cursor=&\(query)")
            #expect(reply.status == 400)
            #expect(reply.slug == "bad-request")
            let known = RecordPaging.parameters.joined(separator: ", ")
            #expect(reply.json["detail"]?.string == "\(name): no query parameter of this operation; there are \(known)")
            // What is done to one record takes no others.
            let location = try #require(try await fixture.create("www").headers[.location])
            for (method, known) in [(HTTPRequest.Method.get, "there are at"), (.delete, "there are none")] {
                let one = try await fixture.send(method, "\(location)?\(query)")
                #expect(one.status == 400)
                #expect(one.json["detail"]?.string?.hasSuffix("; \(known)") == true)
            }
            #expect(try await fixture.send(.get, location).status == 200)
        }
    }

    @Test(arguments: [
        ("name=www", ["www 0", "www 3"]), ("name=WWW.example.com", ["www 0", "www 3"]),
        ("name=www.example.com.", ["www 0", "www 3"]), ("name=@", ["@ 3"]), ("name=", ["@ 3"]),
        ("name=example.com", ["@ 3"]), ("name=nothing", []), ("type=0", ["www 0", "ftp 0"]),
        ("type=txt", ["www 3", "@ 3"]), ("type=MX", []), ("name=www&type=TXT", ["www 3"]),
        ("type=3&name=ftp", []),
    ])
    func filtersChooseAndPagesKeepThem(_ query: String, _ expected: [String]) async throws {
        try await Fixture.with { fixture in
            for (name, type, value) in [
                ("www", "A", "192.0.2.1"), ("www", "TXT", "x"), ("@", "TXT", "y"), ("ftp", "A", "192.0.2.1"),
            ] {
                let body = #"{"type":"\#(type)","name":"\#(name)","value":"\#(value)"}"#
                #expect(try await fixture.send(.post, fixture.records, body).status == 201)
            }
            let whole = try await fixture.send(.get, "\(fixture.records)?\(query)")
            #expect(whole.status == 200)
            #expect(whole.headers[.totalCount] == "\(expected.count)")
            #expect(whole.json["view"] == nil)
            var found: [String] = []
            var path: String? = "\(fixture.records)?\(query)&itemsPerPage=1"
            while let next = path {
                let reply = try await fixture.send(.get, next)
                #expect(reply.json["totalItems"]?.integer == Int64(expected.count))
                for member in reply.json["member"]?.array ?? [] {
                    found.append("\(member["name"]?.string ?? "") \(member["type"]?.integer ?? -1)")
                }
                path = reply.json["view"]?["next"]?.string
            }
            #expect(found == expected)
        }
    }

    @Test(arguments: [
        ("name=a..b", "name: "), ("name=example.org.", "name: "), ("name=a%20b", "name: "), ("type=", "type: "),
        ("type=99", "type: "), ("type=-1", "type: "), ("type=NOTHING", "type: "),
    ])
    func aFilterThatCannotBeReadIs400(_ query: String, _ start: String) async throws {
        try await Fixture.with { fixture in
            let reply = try await fixture.send(.get, "\(fixture.records)?\(query)")
            #expect(reply.status == 400)
            #expect(reply.slug == "bad-request")
            #expect(reply.json["detail"]?.string?.hasPrefix(start) == true)
        }
    }

    @Test func theSearchTemplateHasTheParametersThatAreTaken() async throws {
        try await Fixture.with { fixture in
            let search = try await fixture.send(.get, fixture.records).json["search"]
            let names = RecordPaging.parameters
            #expect(search?["template"]?.string == "\(fixture.records){?\(names.joined(separator: ","))}")
            #expect(search?["mapping"]?.array?.compactMap { $0["variable"]?.string } == names)
        }
    }

    @Test func theLargestPageIsAThousand() async throws {
        try await Fixture.with { fixture in
            let reply = try await fixture.send(.get, "\(fixture.records)?itemsPerPage=1000")
            #expect(reply.status == 200)
        }
    }
}
