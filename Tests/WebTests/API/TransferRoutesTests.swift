import HTTPTypes
import Records
import Testing

@testable import ControlPlane
@testable import Web

@Suite struct TransferRoutesTests {
    @Test func aDomainGoesFromOneOrganizationToAnother() async throws {
        try await Fixture.with { fixture in
            let (ours, theirs) = (fixture.ours.organization, fixture.theirs.organization)
            let domain = DomainRoutesTests.domain(fixture)
            let taking = try await fixture.token(of: "taking@example.com", as: .maintainer, in: theirs)
            let giving = try await fixture.token(of: "giving@example.com", as: .maintainer, in: ours)
            let body = #"{"organization":"/api/organizations/\#(theirs)"}"#
            let offered = try await fixture.send(.post, "\(domain)/transfer", body, token: giving)
            #expect(offered.status == 201)
            #expect(offered.headers[.location] == "\(domain)/transfer")
            let time = offered.json["offeredAt"]?.string ?? ""
            #expect(
                offered.body == """
                    {"@context":"/api/contexts/transfer","@id":"\(domain)/transfer","@type":"transfer",\
                    "domainId":"\(fixture.ours.domains[0].uuid)","name":"example.com",\
                    "from":"/api/organizations/\(ours)","to":"/api/organizations/\(theirs)","offeredAt":"\(time)"}
                    """)
            let shown = try await fixture.send(.get, domain, token: giving)
            #expect(shown.json["transfer"]?["organization"]?.string == "/api/organizations/\(theirs)")
            #expect(try await fixture.send(.get, domain, token: taking).status == 404)
            let mine = domain.replacing("organizations/\(ours)/", with: "organizations/\(theirs)/")
            #expect(try await fixture.send(.get, "\(mine)/transfer", token: taking).json["name"] == "example.com")
            let taken = try await fixture.send(.post, "\(mine)/transfer/accept", token: taking)
            #expect(taken.status == 200)
            #expect(taken.json["@id"]?.string == mine)
            #expect(taken.json["transfer"] == nil)
            #expect(try await fixture.send(.get, domain, token: giving).status == 404)
            #expect(try await fixture.send(.get, "\(mine)/dns-records", token: taking).status == 200)
            #expect(try await fixture.send(.post, "\(mine)/transfer/accept", token: taking).status == 404)
        }
    }

    @Test func whoeverHasNothingToDoWithItFindsNothing() async throws {
        try await Fixture.with { fixture in
            let ours = fixture.ours.organization
            let domain = DomainRoutesTests.domain(fixture)
            let viewer = try await fixture.token(of: "viewer@example.com", as: .viewer, in: ours)
            let stranger = try await fixture.token(of: "stranger@example.com")
            let body = #"{"organization":99}"#
            for (method, path, body, asViewer) in [
                (HTTPRequest.Method.get, "\(domain)/transfer", String?.none, 404),
                (.post, "\(domain)/transfer", body, 403), (.post, "\(domain)/transfer", "{}", 403),
                (.delete, "\(domain)/transfer", nil, 403), (.post, "\(domain)/transfer/accept", nil, 404),
            ] {
                #expect(try await fixture.send(method, path, body, token: stranger).status == 404, "\(method) \(path)")
                #expect(
                    try await fixture.send(method, path, body, token: viewer).status == asViewer, "\(method) \(path)")
            }
            let wrong = try await fixture.send(.post, "\(domain)/transfer", #"{"organization":"x","more":1}"#)
            #expect(wrong.status == 422)
            #expect(wrong.violations == ["organization", "more"])
        }
    }
}
