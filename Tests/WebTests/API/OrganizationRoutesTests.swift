import HTTPTypes
import Records
import Testing

@testable import ControlPlane
@testable import Web

@Suite struct OrganizationRoutesTests {
    @Test func oneIsMadeReadAlteredAndDeleted() async throws {
        try await Fixture.with { fixture in
            let made = try await fixture.send(.post, "/api/organizations", #"{"name":" Made "}"#)
            #expect(made.status == 201)
            let id = try #require(made.json["id"]?.integer)
            let path = "/api/organizations/\(id)"
            #expect(made.headers[.location] == path)
            #expect(made.headers[.eTag] == #""1-l""#)
            #expect(
                made.json.object?.members.map(\.name) == [
                    "@context", "@id", "@type", "id", "name", "require2fa", "suspended", "quotas", "createdAt",
                    "updatedAt",
                ])
            #expect(made.json["@id"] == .string(path))
            #expect(made.json["@type"] == "organization")
            #expect(made.json["name"] == "Made")
            #expect(made.json["createdAt"]?.string?.hasSuffix("+00:00") == true)
            let read = try await fixture.send(.get, path)
            #expect(read.body == made.body)

            // What was read can be sent back.
            let same = try await fixture.send(.patch, path, read.body)
            #expect(same.status == 200)
            #expect(same.headers[.eTag] == #""1-l""#)
            let patch = #"{"name":"New","quotas":{"domains":7}}"#
            let stale = try await fixture.send(.patch, path, patch, headers: [.ifMatch: #""2-l""#])
            #expect(stale.status == 412)
            let changed = try await fixture.send(
                .patch, path, patch,
                headers: [.ifMatch: #""1-l""#, .contentType: "application/merge-patch+json"])
            #expect(changed.status == 200)
            #expect(changed.json["name"] == "New")
            #expect(changed.json["quotas"]?["domains"] == 7)
            #expect(changed.json["quotas"]?["tokens"] == .null)
            #expect(changed.headers[.eTag] == #""2-l""#)

            #expect(try await fixture.send(.delete, path, headers: [.ifMatch: #""1-l""#]).status == 412)
            #expect(try await fixture.send(.delete, path).status == 204)
            #expect(try await fixture.send(.get, path).status == 404)
        }
    }

    @Test func oneWithDomainsStays() async throws {
        try await Fixture.with { fixture in
            let reply = try await fixture.send(.delete, fixture.organization)
            #expect(reply.status == 409)
            #expect(reply.json["detail"]?.string?.contains("1 domain") == true)
            #expect(reply.json["conflictsWith"] == .array([]))
        }
    }

    @Test func theListHasTheCallers() async throws {
        try await Fixture.with { fixture in
            let person = try await fixture.person("p@example.com", .viewer)
            let list = try await fixture.send(.get, "/api/organizations", by: person)
            #expect(list.status == 200)
            #expect(list.json["@type"] == "Collection")
            #expect(list.json["totalItems"] == 1)
            #expect(list.json["member"]?.array?.map { $0["name"] } == ["Ours"])
            // Operators see all, in the order that they ask for.
            let all = try await fixture.send(
                .get, "/api/organizations?order%5Bname%5D=desc&itemsPerPage=1", headers: [.accept: "application/json"])
            #expect(all.json.array?.map { $0["name"] } == ["Theirs"])
            #expect(all.headers[.totalCount] == "2")
            #expect(all.headers[.link]?.contains("order%5Bname%5D=desc&itemsPerPage=1&page=2") == true)
            #expect(try await fixture.send(.get, "/api/organizations?q=OUR").json["totalItems"] == 1)
            #expect(try await fixture.send(.get, "/api/organizations?name=Theirs").json["totalItems"] == 1)
            for query in ["order[name]=up", "order[id]=asc&order[name]=asc", "order[age]=asc", "page=0", "x=1"] {
                #expect(try await fixture.send(.get, "/api/organizations?\(query)").status == 400, "\(query)")
            }
        }
    }

    @Test func eachIsToldWhatItMayNot() async throws {
        try await Fixture.with { fixture in
            let owner = try await fixture.person("o@example.com", .owner)
            let viewer = try await fixture.person("v@example.com", .viewer)
            let stranger = try await fixture.person("s@example.com")
            let path = fixture.organization
            let cases: [(HTTPRequest.Method, String, String?, Person, Int, String?)] = [
                (.post, "/api/organizations", #"{"name":"x"}"#, owner, 403, "operators-make-organizations"),
                (.patch, path, #"{"name":"x"}"#, viewer, 403, "role-owner"),
                (.patch, path, #"{"suspended":true}"#, owner, 403, "operator"),
                (.patch, path, #"{"quotas":{"domains":1}}"#, owner, 403, "operator"),
                (.patch, path, #"{"require2fa":true}"#, owner, 409, nil),
                (.delete, path, nil, viewer, 403, "role-owner"),
                (.get, path, nil, stranger, 404, nil), (.patch, path, "{", stranger, 404, nil),
                (.delete, path, nil, stranger, 404, nil),
                (.get, "/api/organizations/x", nil, owner, 404, nil),
                (.get, "/api/organizations/01", nil, owner, 404, nil),
                (.get, "/api/organizations/999999", nil, owner, 404, nil),
            ]
            for (method, path, body, person, status, rule) in cases {
                let reply = try await fixture.send(method, path, body, by: person)
                #expect(reply.status == status, "\(method) \(path) \(body ?? "")")
                #expect(reply.json["rule"]?.string == rule)
            }
            #expect(try await fixture.send(.get, path, token: nil).status == 401)
        }
    }

    @Test func oneThatThereIsNotIsNotFoundByOperatorsEither() async throws {
        try await Fixture.with { fixture in
            let token = try await fixture.accessToken()
            let (theirs, none) = ("/api/organizations/\(fixture.theirs.organization)", "/api/organizations/99999")
            let domain = "domains/\(fixture.theirs.domains[0].uuid)"
            for path in [
                "", "/domains", "/transfers", "/members", "/invitations", "/activity", "/\(domain)",
                "/\(domain)/dns-records", "/\(domain)/consents", "/\(domain)/transfer", "/\(domain)/delegation",
            ] {
                #expect(try await fixture.send(.get, none + path, bearer: token).status == 404, "\(path)")
            }
            for (method, path, body) in [
                (.post, "/domains", #"{"name":"x.example"}"#), (.post, "/members", "{}"), (.post, "/invitations", "{}"),
                (.post, "/\(domain)/dns-records", "{}"), (.patch, "", #"{"name":"x"}"#), (.delete, "", nil),
            ] as [(HTTPRequest.Method, String, String?)] {
                #expect(try await fixture.send(method, none + path, body, bearer: token).status == 404, "\(path)")
            }
            // Of one that there is, an operator sees as much as before, and may do as little.
            #expect(try await fixture.send(.get, "\(theirs)/domains", bearer: token).json["totalItems"] == 1)
            #expect(try await fixture.send(.get, "\(theirs)/transfers", bearer: token).status == 200)
            let made = try await fixture.send(.post, "\(theirs)/domains", #"{"name":"x.example"}"#, bearer: token)
            #expect(made.json["rule"] == "not-a-member")
        }
    }

    @Test func aSuspendedOneRefusesWrites() async throws {
        try await Fixture.with { fixture in
            #expect(try await fixture.send(.patch, fixture.organization, #"{"suspended":true}"#).status == 200)
            let write = try await fixture.create("www")
            #expect(write.status == 403)
            #expect(write.json["rule"] == "organization-suspended")
            #expect(try await fixture.send(.get, fixture.records).status == 200)
            #expect(try await fixture.send(.patch, fixture.organization, #"{"suspended":false}"#).status == 200)
            #expect(try await fixture.create("www").status == 201)
        }
    }
}
