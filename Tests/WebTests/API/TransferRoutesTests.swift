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

    @Test func whoeverMayTakeDomainsFindsWhatIsOffered() async throws {
        try await Fixture.with { fixture in
            let (ours, theirs) = (fixture.ours.organization, fixture.theirs.organization)
            let taking = try await fixture.token(of: "taking@example.com", as: .viewer, in: theirs)
            let list = "/api/organizations/\(theirs)/transfers"
            #expect(try await fixture.send(.get, list, token: taking).json["totalItems"] == 0)
            var ids: [String] = []
            for i in 0..<3 {
                let made = try await fixture.send(
                    .post, "/api/organizations/\(ours)/domains", #"{"name":"offered\#(i).example.org"}"#)
                let iri = try #require(made.json["@id"]?.string)
                let offer = try await fixture.send(
                    .post, "\(iri)/transfer", #"{"organization":"/api/organizations/\#(theirs)"}"#)
                #expect(offer.status == 201, "\(offer.body)")
                ids.append(try #require(made.json["id"]?.string))
            }
            let found = try await fixture.send(.get, "\(list)?itemsPerPage=2", token: taking)
            #expect(found.status == 200)
            #expect(found.json["totalItems"] == 3)
            let members = try #require(found.json["member"]?.array)
            #expect(members.map { $0["domainId"]?.string } == ids.prefix(2).map { $0 })
            #expect(members.first?["from"]?.string == "/api/organizations/\(ours)")
            // Each stands where it can be read and accepted.
            let iri = try #require(members.first?["@id"]?.string)
            #expect(iri == "/api/organizations/\(theirs)/domains/\(ids[0])/transfer")
            #expect(try await fixture.send(.get, iri, token: taking).json["name"] == "offered0.example.org")
            #expect(try await fixture.send(.post, "\(iri)/accept", token: fixture.theirs.token).status == 200)
            let gone = "/api/organizations/\(ours)/domains/\(ids[1])"
            #expect(try await fixture.send(.delete, "\(gone)/transfer").status == 204)
            #expect(try await fixture.send(.get, list, token: taking).json["totalItems"] == 1)
            // Whoever offers has no list of that, and nobody else's is there.
            #expect(try await fixture.send(.get, "/api/organizations/\(ours)/transfers").json["totalItems"] == 0)
            let stranger = try await fixture.token(of: "stranger@example.com")
            #expect(try await fixture.send(.get, list, token: stranger).status == 404)
            // Names that may not be read are neither shown nor counted.
            var master = try await fixture.plane.authenticate(token: fixture.theirs.token)
            master.token = nil
            for (pattern, count) in [("offered2.*", 1), ("*.example.net", 0)] {
                let limits = TokenDraft(name: pattern, permissions: [Permission(domains: [Pattern(pattern)])])
                let limited = try await fixture.plane.createToken(limits, for: master)
                let page = try await fixture.send(.get, list, token: limited.plain)
                #expect(page.json["totalItems"]?.integer == Int64(count), "\(pattern): \(page.body)")
            }
        }
    }

    @Test func whoeverHasNothingToDoWithItFindsNothing() async throws {
        try await Fixture.with { fixture in
            let ours = fixture.ours.organization
            let domain = DomainRoutesTests.domain(fixture)
            let viewer = try await fixture.token(of: "viewer@example.com", as: .viewer, in: ours)
            let stranger = try await fixture.token(of: "stranger@example.com")
            let body = #"{"organization":"/api/organizations/99"}"#
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
            for (sent, code) in [("5", "type"), (#""2""#, "format"), (#""/api/users/2""#, "format")] {
                let wrong = try await fixture.send(.post, "\(domain)/transfer", #"{"organization":\#(sent)}"#)
                #expect(wrong.status == 422)
                #expect(wrong.json["violations"]?.array?.map { $0["code"]?.string } == [code], "\(sent)")
            }
        }
    }
}
