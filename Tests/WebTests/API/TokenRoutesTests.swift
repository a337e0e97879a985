import ControlPlane
import HTTPTypes
import Records
import Testing

@testable import Web

@Suite struct TokenRoutesTests {
    private static let path = "/api/api-tokens"

    @Test func theAnswerHasAllMembersInTheirOrderAndTheSecretOnce() async throws {
        try await Fixture.with { fixture in
            let ann = try await fixture.person("ann@example.net", .maintainer)
            let made = try await fixture.send(
                .post, Self.path,
                #"""
                {"name":"deploy","expiresAt":"2099-01-31T12:00:00+01:00","organizations":["\#(fixture.organization)"],
                 "permissions":[{"verbs":["read","create"],"names":["_acme-challenge","*.dyn"],"types":[3]}]}
                """#, by: ann)
            #expect(made.status == 201)
            let id = try #require(made.json["id"]?.integer)
            let plain = try #require(made.json["plainToken"]?.string)
            let createdAt = try #require(made.json["createdAt"]?.string)
            #expect(made.headers[.location] == "\(Self.path)/\(id)")
            func text(_ secret: String, _ context: String) -> String {
                """
                {\(context)"@id":"\(Self.path)/\(id)","@type":"api-token","id":\(id),"name":"deploy",\(secret)\
                "lastUsedAt":null,"expiresAt":"2099-01-31T11:00:00+00:00","active":true,"createdAt":"\(createdAt)",\
                "organizations":["\(fixture.organization)"],"permissions":[{"verbs":["read","create"],\
                "names":["_acme-challenge","*.dyn"],"types":[3]}]}
                """
            }
            let context = #""@context":"/api/contexts/api-token","#
            #expect(made.body == text(#""plainToken":"\#(plain)","#, context))
            let read = try await fixture.send(.get, "\(Self.path)/\(id)", by: ann)
            #expect(read.body == text("", context))
            let listed = try await fixture.send(.get, Self.path, by: ann)
            #expect(listed.body.contains(text("", "")))
            #expect(!read.body.contains(plain) && !listed.body.contains(plain))
            // It works, and shows that it did.
            #expect(try await fixture.send(.get, fixture.records, token: plain).status == 200)
            let used = try await fixture.send(.get, "\(Self.path)/\(id)", by: ann)
            #expect(used.json["lastUsedAt"]?.string != nil)
            #expect(used.headers[.eTag] != read.headers[.eTag])
        }
    }

    @Test func whatIsLeftOutIsNoLimit() async throws {
        try await Fixture.with { fixture in
            let ann = try await fixture.person("ann@example.net", .maintainer)
            for (i, more) in ["", #","organizations":[]"#, #","organizations":null,"permissions":null"#].enumerated() {
                let made = try await fixture.send(.post, Self.path, #"{"name":"t\#(i)"\#(more)}"#, by: ann)
                #expect(made.status == 201)
                #expect(made.json["organizations"] == [])
                #expect(made.json["permissions"] == .null)
                #expect(made.json["expiresAt"] == .null)
            }
        }
    }

    @Test(arguments: [
        ("acme", #"[{"names":["_acme-challenge","_acme-challenge.*"],"types":[3]}]"#),
        ("dyndns", #"[{"verbs":["read","update"],"types":[0,1]}]"#),
        ("external-dns", #"[{"types":[0,1,2,3]}]"#), ("read-only", #"[{"verbs":["read"]}]"#),
    ])
    func aPresetStandsForItsPermissions(_ preset: String, _ permissions: String) async throws {
        try await Fixture.with { fixture in
            let ann = try await fixture.person("ann@example.net", .maintainer)
            let made = try await fixture.send(.post, Self.path, #"{"name":"t","preset":"\#(preset)"}"#, by: ann)
            #expect(made.status == 201)
            #expect(made.body.hasSuffix("\"permissions\":\(permissions)}"))
        }
    }

    @Test(arguments: [
        (#"{}"#, ["name required"]),
        (#"{"name":""}"#, ["name range"]),
        (#"{"name":" t"}"#, ["name format"]),
        (#"{"name":7}"#, ["name type"]),
        (#"{"name":"t","expiresAt":"2020-01-01T00:00:00Z"}"#, ["expiresAt range"]),
        (#"{"name":"t","expiresAt":"tomorrow"}"#, ["expiresAt format"]),
        (#"{"name":"t","expiresAt":4102444800}"#, ["expiresAt type"]),
        (#"{"name":"t","organizations":"/api/organizations/1"}"#, ["organizations type"]),
        (
            #"{"name":"t","organizations":["/api/organizations/2","/api/organizations/999"]}"#,
            ["organizations[0] format", "organizations[1] format"]
        ),
        (
            #"{"name":"t","organizations":[1,"1","/api/organizations/01","/api/organizations/1/"]}"#,
            [
                "organizations[0] type", "organizations[1] format", "organizations[2] format",
                "organizations[3] format",
            ]
        ),
        (#"{"name":"t","permissions":[]}"#, ["permissions range"]),
        (#"{"name":"t","permissions":[{"verbs":["fly"]}]}"#, ["permissions[0].verbs[0] format"]),
        (#"{"name":"t","preset":"root"}"#, ["preset format"]),
        (#"{"name":"t","preset":1}"#, ["preset type"]),
        (#"{"name":"t","preset":"acme","permissions":[{}]}"#, ["preset not-allowed"]),
        (#"{"name":"t","preset":"acme","permissions":[]}"#, ["permissions range", "preset not-allowed"]),
        (#"{"name":"t","plainToken":"hm_x"}"#, ["plainToken unknown"]),
        (
            #"{"name":"","expiresAt":1,"organizations":[1],"permissions":{},"preset":"x","y":1}"#,
            [
                "name range", "expiresAt type", "organizations[0] type", "permissions type", "preset format",
                "y unknown",
            ]
        ),
    ])
    func allThatIsWrongIsToldAtOnce(_ body: String, _ found: [String]) async throws {
        try await Fixture.with { fixture in
            let ann = try await fixture.person("ann@example.net", .maintainer)
            let reply = try await fixture.send(.post, Self.path, body, by: ann)
            #expect(reply.status == 422)
            let violations = reply.json["violations"]?.array ?? []
            #expect(
                violations.map { "\($0["propertyPath"]?.string ?? "") \($0["code"]?.string ?? "")" } == found)
        }
    }

    @Test func organizationsOfOthersAreToldLikeThoseThatThereAreNot() async throws {
        try await Fixture.with { fixture in
            let ann = try await fixture.person("ann@example.net", .maintainer)
            var bodies: Set<String> = []
            for id in [fixture.theirs.organization, 999_999] {
                let reply = try await fixture.send(
                    .post, Self.path, #"{"name":"t","organizations":["/api/organizations/\#(id)"]}"#, by: ann)
                bodies.insert(reply.body)
            }
            #expect(bodies.count == 1)
        }
    }

    @Test func theSameNameTwiceIsAConflict() async throws {
        try await Fixture.with { fixture in
            let ann = try await fixture.person("ann@example.net", .maintainer)
            let first = try await fixture.send(.post, Self.path, #"{"name":"t"}"#, by: ann)
            let reply = try await fixture.send(.post, Self.path, #"{"name":"t"}"#, by: ann)
            #expect(reply.status == 409)
            #expect(reply.violations == ["name"])
            #expect(reply.json["conflictsWith"] == .array([JSON(first.headers[.location])]))
        }
    }

    @Test func aTokenIsMadeInPerson() async throws {
        try await Fixture.with { fixture in
            let reply = try await fixture.send(.post, Self.path, #"{"name":"t"}"#)
            #expect(reply.status == 403)
            #expect(reply.json["rule"]?.string == "in-person")
        }
    }

    @Test func aRevokedTokenIsRefusedFromTheNextRequestOn() async throws {
        try await Fixture.with { fixture in
            let ann = try await fixture.person("ann@example.net", .maintainer)
            let made = try await fixture.send(.post, Self.path, #"{"name":"t"}"#, by: ann)
            let (plain, location) = (made.json["plainToken"]?.string, try #require(made.headers[.location]))
            #expect(try await fixture.send(.get, fixture.records, token: plain).status == 200)
            let stale = try await fixture.send(.delete, location, by: ann, headers: [.ifMatch: "\"7-x\""])
            #expect(stale.status == 412)
            #expect(try await fixture.send(.delete, location, by: ann).status == 204)
            #expect(try await fixture.send(.get, fixture.records, token: plain).status == 401)
            #expect(try await fixture.send(.get, location, by: ann).status == 404)
        }
    }

    @Test func aTokenUsedElsewhereLearnsNothing() async throws {
        try await Fixture.with { fixture in
            let ann = try await fixture.person("ann@example.net", .maintainer)
            let made = try await fixture.send(
                .post, Self.path, #"{"name":"t","permissions":[{"networks":["203.0.113.0/24"]}]}"#, by: ann)
            let plain = made.json["plainToken"]?.string
            // Requests come without an address here.
            for path in [Self.path, fixture.records, Fixture.records(of: fixture.theirs), fixture.organization] {
                let reply = try await fixture.send(.get, path, token: plain)
                #expect(reply.status == 403)
                #expect(reply.json["rule"]?.string == "token-permissions-networks")
            }
        }
    }

    @Test func pagesAreReadByNumber() async throws {
        try await Fixture.with { fixture in
            let ann = try await fixture.person("ann@example.net", .maintainer)
            for i in 1...3 { _ = try await fixture.send(.post, Self.path, #"{"name":"t\#(i)"}"#, by: ann) }
            let page = try await fixture.send(.get, "\(Self.path)?itemsPerPage=2&page=2", by: ann)
            #expect(page.json["totalItems"]?.integer == 3)
            #expect(page.json["member"]?.array?.map { $0["name"]?.string } == ["t3"])
            #expect(try await fixture.send(.get, "\(Self.path)?itemsPerPage=101", by: ann).status == 400)
        }
    }
}
