import HTTPTypes
import Records
import Testing

@testable import ControlPlane
@testable import Web

@Suite struct ConsentRoutesTests {
    @Test func consentsAreGivenListedAndTakenBack() async throws {
        try await Fixture.with { fixture in
            let (ours, theirs) = (fixture.ours.organization, fixture.theirs.organization)
            let holder = try await fixture.token(of: "holder@example.com", as: .maintainer, in: ours)
            let viewer = try await fixture.token(of: "viewer@example.com", as: .viewer, in: ours)
            let stranger = try await fixture.token(of: "stranger@example.com", as: .owner, in: theirs)
            let consents = "\(DomainRoutesTests.domain(fixture))/consents"
            let body = #"{"name":"a.example.com","organization":"/api/organizations/\#(theirs)"}"#
            #expect(try await fixture.send(.post, consents, body, token: stranger).status == 404)
            #expect(try await fixture.send(.post, consents, body, token: viewer).status == 403)
            let given = try await fixture.send(.post, consents, body, token: holder)
            #expect(given.status == 201)
            let iri = try #require(given.headers[.location])
            let time = given.json["createdAt"]?.string ?? ""
            #expect(
                given.body == """
                    {"@context":"/api/contexts/consent","@id":"\(iri)","@type":"consent",\
                    "id":\(given.json["id"]?.integer ?? 0),"name":"a.example.com",\
                    "organization":"/api/organizations/\(theirs)","createdAt":"\(time)"}
                    """)
            // Whoever runs the instance may, too.
            let other = body.replacing("a.example", with: "b.example")
            #expect(try await fixture.send(.post, consents, other, token: fixture.theirs.token).status == 201)
            let list = try await fixture.send(.get, consents, token: viewer)
            #expect(list.json["totalItems"] == 2)
            #expect(try await fixture.send(.get, iri, token: viewer).body == given.body)
            #expect(try await fixture.send(.delete, iri, token: viewer).status == 403)
            #expect(try await fixture.send(.delete, iri, token: holder).status == 204)
            for (method, path) in [(HTTPRequest.Method.get, iri), (.delete, iri), (.get, "\(consents)/0")] {
                #expect(try await fixture.send(method, path, token: holder).status == 404)
            }
            #expect(try await fixture.send(.get, consents, token: stranger).status == 404)
            let wrong = try await fixture.send(.post, consents, #"{"name":"example.org"}"#, token: holder)
            #expect(wrong.violations == ["name", "organization"])
        }
    }

    @Test func delegationIsLookedAtOnDemand() async throws {
        try await Fixture.with { fixture in
            let delegation = "\(DomainRoutesTests.domain(fixture))/delegation"
            let viewer = try await fixture.token(of: "viewer@example.com", as: .viewer, in: fixture.ours.organization)
            let before = try await fixture.send(.get, delegation, token: viewer)
            #expect(
                before.body == """
                    {"@context":"/api/contexts/delegation","@id":"\(delegation)","@type":"delegation",\
                    "state":"unknown","nameservers":[],"checkedAt":null,"status":"active"}
                    """)
            #expect(try await fixture.send(.post, delegation, token: viewer).status == 403)
            // Nobody can be asked here, and nothing is known of it: but it was tried.
            let after = try await fixture.send(.post, delegation)
            #expect(after.status == 200)
            #expect(after.json["state"] == "unknown")
            #expect(after.json["checkedAt"]?.string != nil)
            #expect(after.headers[.eTag] != before.headers[.eTag])
            let again = try await fixture.send(.post, delegation)
            #expect(again.status == 429)
            #expect(again.headers[.retryAfter] != nil)
        }
    }
}
