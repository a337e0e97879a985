import HTTPTypes
import Records
import Testing

@testable import ControlPlane
@testable import Web

@Suite struct DomainRoutesTests {
    static func domains(_ fixture: Fixture) -> String { "/api/organizations/\(fixture.ours.organization)/domains" }

    static func domain(_ fixture: Fixture) -> String { "\(domains(fixture))/\(fixture.ours.domains[0].uuid)" }

    static func names(_ reply: Reply) -> [String] {
        (reply.json["member"]?.array ?? []).compactMap { $0["name"]?.string }
    }

    @Test func createAnswersWithTheDomainAsTheContractWritesIt() async throws {
        try await Fixture.with { fixture in
            let reply = try await fixture.send(.post, Self.domains(fixture), #"{"name":"MÜNCHEN.de.","provider":null}"#)
            #expect(reply.status == 201)
            let id = try #require(reply.json["id"]?.string)
            let iri = "\(Self.domains(fixture))/\(id)"
            let (serial, time) = (try #require(reply.json["serial"]?.integer), reply.json["createdAt"]?.string ?? "")
            #expect(
                reply.body == """
                    {"@context":"/api/contexts/domain","@id":"\(iri)","@type":"domain","id":"\(id)",\
                    "organizationId":\(fixture.ours.organization),"name":"xn--mnchen-3ya.de",\
                    "unicodeName":"münchen.de","status":"active","provider":null,\
                    "nameservers":["ns1.xn--mnchen-3ya.de"],\
                    "delegation":{"state":"unknown","nameservers":[],"checkedAt":null},"recordCount":0,\
                    "serial":\(serial),"createdAt":"\(time)","updatedAt":"\(time)"}
                    """)
            #expect(time.hasSuffix("+00:00"))
            #expect(reply.headers[.location] == iri)
            let read = try await fixture.send(.get, iri)
            #expect(read.status == 200)
            #expect(read.body == reply.body)
            #expect(read.headers[.eTag] == reply.headers[.eTag])
            #expect(
                try await fixture.send(.get, iri, headers: [.ifNoneMatch: read.headers[.eTag] ?? ""]).status == 304)
            // What was read can be sent back.
            let copy = reply.body.replacing("xn--mnchen-3ya.de\",\"unicode", with: "other.de\",\"unicode")
            #expect(try await fixture.send(.post, Self.domains(fixture), copy).status == 201)
            #expect(try await fixture.send(.patch, iri, reply.body).status == 200)
        }
    }

    @Test(
        arguments: [
            ("{}", ["name required"]), (#"{"name":null}"#, ["name required"]), (#"{"name":7}"#, ["name type"]),
            (#"{"name":"a..b","provider":"/x","more":1}"#, ["name format", "provider unsupported", "more unknown"]),
            (#"{"name":"a.example","nameservers":["ns.example.net","x y"]}"#, ["nameservers[1] format"]),
            ("[]", [" type"]),
        ])
    func whatIsNoDomainIsRefusedWhole(_ body: String, _ expected: [String]) async throws {
        try await Fixture.with { fixture in
            let reply = try await fixture.send(.post, Self.domains(fixture), body)
            #expect(reply.status == 422)
            let found = (reply.json["violations"]?.array ?? []).map {
                "\($0["propertyPath"]?.string ?? "") \($0["code"]?.string ?? "")"
            }
            #expect(found == expected)
        }
    }

    @Test func aNameIsTakenOnceWhoeverHasIt() async throws {
        try await Fixture.with { fixture in
            let maintainer = try await fixture.token(
                of: "m@example.com", as: .maintainer, in: fixture.ours.organization)
            for (name, rivals) in [("example.com", [JSON.string(Self.domain(fixture))]), ("example.net", [])] {
                let reply = try await fixture.send(
                    .post, Self.domains(fixture), #"{"name":"\#(name)"}"#, token: maintainer)
                #expect(reply.status == 409)
                #expect(reply.violations == ["name"])
                #expect(reply.json["conflictsWith"] == .array(rivals))
            }
        }
    }

    @Test func theListIsPagedAndFiltered() async throws {
        try await Fixture.with { fixture in
            for name in ["a.test.de", "b.test.de", "c.test.de"] {
                #expect(
                    try await fixture.send(.post, Self.domains(fixture), #"{"name":"\#(name)"}"#).status == 201)
            }
            let list = try await fixture.send(.get, "\(Self.domains(fixture))?itemsPerPage=3&order[name]=desc")
            #expect(list.status == 200)
            #expect(Self.names(list) == ["example.com", "c.test.de", "b.test.de"])
            #expect(list.json["totalItems"] == 4)
            #expect(list.headers[.totalCount] == "4")
            let next = try #require(list.json["view"]?["next"]?.string)
            #expect(Self.names(try await fixture.send(.get, next)) == ["a.test.de"])
            let named = try await fixture.send(.get, "\(Self.domains(fixture))?name=B.TEST.de")
            #expect(Self.names(named) == ["b.test.de"])
            #expect(Self.names(try await fixture.send(.get, "\(Self.domains(fixture))?q=est")).count == 3)
            for query in [
                "status=gone", "order[name]=up", "order[name]=asc&order[createdAt]=asc", "itemsPerPage=101", "page=0",
                "limit=3",
            ] {
                #expect(try await fixture.send(.get, "\(Self.domains(fixture))?\(query)").status == 400)
            }
            let deleted = try #require(list.json["member"]?.array?.first?["@id"]?.string)
            #expect(try await fixture.send(.delete, deleted).status == 204)
            #expect(Self.names(try await fixture.send(.get, Self.domains(fixture))).count == 3)
            let gone = try await fixture.send(.get, "\(Self.domains(fixture))?status=deleted")
            #expect(Self.names(gone) == ["example.com"])
            #expect(gone.json["member"]?.array?.first?["status"] == "deleted")
        }
    }

    @Test func settingsArePatchedUnderTheirVersion() async throws {
        try await Fixture.with { fixture in
            let domain = Self.domain(fixture)
            let before = try await fixture.send(.get, domain)
            let patch: HTTPFields = [.contentType: "application/merge-patch+json"]
            var matched = patch
            matched[.ifMatch] = before.headers[.eTag]
            let body = #"{"nameservers":["ns1.example.org","ns2.example.org"],"soa":{"refresh":7200}}"#
            let after = try await fixture.send(.patch, domain, body, headers: matched)
            #expect(after.status == 200)
            #expect(after.json["nameservers"] == ["ns1.example.org", "ns2.example.org"])
            #expect(after.json["soa"] == ["refresh": 7_200])
            #expect(after.json["serial"]?.integer == (before.json["serial"]?.integer ?? 0) + 1)
            #expect(try await fixture.send(.patch, domain, body, headers: matched).status == 412)
            #expect(try await fixture.send(.delete, domain, headers: matched).status == 412)
            let bad = try await fixture.send(.patch, domain, #"{"name":"other.example"}"#, headers: patch)
            #expect(bad.status == 422)
            #expect(bad.violations == ["name"])
        }
    }

    @Test func deleteAndUndeleteOverHTTP() async throws {
        try await Fixture.with { fixture in
            let domain = Self.domain(fixture)
            #expect(try await fixture.create("www").status == 201)
            #expect(try await fixture.send(.delete, domain).status == 204)
            for (method, path) in [
                (HTTPRequest.Method.get, domain), (.delete, domain), (.get, fixture.records), (.patch, domain),
            ] {
                let reply = try await fixture.send(method, path, method == .patch ? "{}" : nil)
                #expect(reply.status == 404, "\(method) \(path)")
            }
            let back = try await fixture.send(.post, "\(domain)/undelete")
            #expect(back.status == 200)
            #expect(back.json["recordCount"] == 1)
            #expect(try await fixture.send(.post, "\(domain)/undelete").status == 404)
        }
    }

    @Test func whoMayDoWhat() async throws {
        try await Fixture.with { fixture in
            let ours = fixture.ours.organization
            let viewer = try await fixture.token(of: "viewer@example.com", as: .viewer, in: ours)
            let maintainer = try await fixture.token(of: "maintainer@example.com", as: .maintainer, in: ours)
            let stranger = try await fixture.token(of: "stranger@example.com")
            let domain = Self.domain(fixture)
            let missing = "\(Self.domains(fixture))/00000000-0000-4000-8000-000000000000"
            let asked: [(HTTPRequest.Method, String, String?, viewer: Int, maintainer: Int)] = [
                (.get, Self.domains(fixture), nil, 200, 200), (.get, domain, nil, 200, 200),
                (.get, missing, nil, 404, 404), (.patch, domain, #"{"soa":{"refresh":7200}}"#, 403, 200),
                (.patch, domain, #"{"status":"suspended"}"#, 403, 200),
                (.post, Self.domains(fixture), #"{"name":"a.de"}"#, 403, 201),
                (.post, "\(domain)/undelete", nil, 404, 404), (.delete, domain, nil, 403, 204),
                (.post, "\(domain)/undelete", nil, 403, 200),
            ]
            for (method, path, body, asViewer, asMaintainer) in asked {
                let strangers = try await fixture.send(method, path, body, token: stranger)
                #expect(strangers.status == 404, "\(method) \(path)")
                let nobody = try await fixture.send(method, path, body, token: nil)
                #expect(nobody.status == 401, "\(method) \(path)")
                let viewed = try await fixture.send(method, path, body, token: viewer)
                #expect(viewed.status == asViewer, "\(method) \(path)")
                let maintained = try await fixture.send(method, path, body, token: maintainer)
                #expect(maintained.status == asMaintainer, "\(method) \(path)")
                #expect(maintained.json["status"] != "suspended")
            }
            // The other organization's operator runs the instance.
            let suspended = try await fixture.send(
                .patch, domain, #"{"status":"suspended"}"#, token: fixture.theirs.token)
            #expect(suspended.json["status"] == "suspended")
            #expect(try await fixture.send(.delete, domain, token: maintainer).status == 403)
        }
    }
}
