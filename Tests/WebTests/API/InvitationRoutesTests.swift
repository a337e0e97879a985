import HTTPTypes
import Records
import Testing

@testable import ControlPlane
@testable import Web

@Suite struct InvitationRoutesTests {
    @Test func oneIsMadeAndAccepted() async throws {
        try await Fixture.with { fixture in
            let invitations = "\(fixture.organization)/invitations"
            let made = try await fixture.send(
                .post, invitations, #"{"email":"P@example.com","role":"maintainer"}"#)
            #expect(made.status == 201)
            #expect(
                made.json.object?.members.map(\.name) == [
                    "@context", "@id", "@type", "id", "email", "role", "permissions", "token", "invitedBy", "createdAt",
                    "expiresAt",
                ])
            #expect(made.json["email"] == "p@example.com")
            #expect(made.json["invitedBy"] == "ours@example.com")
            let (path, token) = (
                try #require(made.headers[.location]), try #require(made.json["token"]?.string)
            )
            // The token is shown once.
            let read = try await fixture.send(.get, path)
            #expect(read.status == 200)
            #expect(read.json["token"] == nil)
            #expect(try await !fixture.send(.get, invitations).body.contains(token))
            let activity = try await fixture.send(.get, "\(fixture.organization)/activity")
            #expect(activity.body.contains("invitation.created") && !activity.body.contains(token))

            let accept = "/api/invitations/\(token)/accept"
            #expect(try await fixture.send(.post, accept, token: nil).status == 401)
            #expect(try await fixture.send(.post, accept).json["rule"] == "in-person")
            let other = try await fixture.person("q@example.com")
            #expect(try await fixture.send(.post, accept, by: other).json["rule"] == "invited-address")
            let person = try await fixture.person("p@example.com")
            let accepted = try await fixture.send(.post, accept, by: person)
            #expect(accepted.status == 201)
            #expect(accepted.headers[.location] == "\(fixture.organization)/members/\(person.user)")
            #expect(accepted.json["role"] == "maintainer")
            #expect(try await fixture.send(.get, fixture.records, by: person).status == 200)
            #expect(try await fixture.send(.post, accept, by: person).status == 404)
            #expect(try await fixture.send(.get, path).status == 404)
        }
    }

    @Test func oneIsTakenBack() async throws {
        try await Fixture.with { fixture in
            let invitations = "\(fixture.organization)/invitations"
            let body = #"{"email":"p@example.com","role":"viewer"}"#
            let made = try await fixture.send(.post, invitations, body)
            let path = try #require(made.headers[.location])
            #expect(try await fixture.send(.post, invitations, body).status == 409)
            #expect(try await fixture.send(.delete, path, headers: [.ifMatch: #""2-l""#]).status == 412)
            #expect(try await fixture.send(.delete, path, headers: [.ifMatch: #""1-l""#]).status == 204)
            #expect(try await fixture.send(.delete, path).status == 404)
            let token = try #require(made.json["token"]?.string)
            let person = try await fixture.person("p@example.com")
            #expect(try await fixture.send(.post, "/api/invitations/\(token)/accept", by: person).status == 404)
        }
    }

    @Test func ownersInviteAndNobodyElse() async throws {
        try await Fixture.with { fixture in
            let invitations = "\(fixture.organization)/invitations"
            let body = #"{"email":"p@example.com","role":"viewer"}"#
            let owner = try await fixture.person("o@example.com", .owner)
            let maintainer = try await fixture.person("m@example.com", .maintainer)
            let stranger = try await fixture.person("s@example.com")
            #expect(try await fixture.send(.post, invitations, "{", by: maintainer).json["rule"] == "role-owner")
            #expect(try await fixture.send(.post, invitations, "{", by: stranger).status == 404)
            #expect(try await fixture.send(.get, invitations, by: stranger).status == 404)
            #expect(try await fixture.send(.post, invitations, body, by: owner).status == 201)
            #expect(try await fixture.send(.get, invitations, by: maintainer).json["totalItems"] == 1)
            #expect(try await fixture.send(.post, invitations, "{}", by: owner).violations == ["email", "role"])
        }
    }
}
