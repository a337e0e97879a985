import HTTPTypes
import Records
import Testing

@testable import ControlPlane
@testable import Web

@Suite struct MemberRoutesTests {
    @Test func oneIsAddedReadAlteredAndRemoved() async throws {
        try await Fixture.with { fixture in
            let person = try await fixture.person("p@example.com")
            let members = "\(fixture.organization)/members"
            let added = try await fixture.send(.post, members, #"{"email":"P@example.com","role":"viewer"}"#)
            #expect(added.status == 201)
            let path = "\(members)/\(person.user)"
            #expect(added.headers[.location] == path)
            #expect(
                added.json.object?.members.map(\.name) == [
                    "@context", "@id", "@type", "id", "email", "name", "role", "permissions", "hasSecondFactor",
                    "createdAt", "updatedAt",
                ])
            #expect(added.json["permissions"] == .null)
            let read = try await fixture.send(.get, path, by: person)
            #expect(read.body == added.body)
            let same = try await fixture.send(.patch, path, read.body)
            #expect(same.body == read.body)
            let other = try await fixture.send(.patch, path, #"{"email":"q@example.com","role":"owner"}"#)
            #expect(other.status == 422)
            #expect(other.violations == ["email"])
            let patch = #"{"role":"maintainer","permissions":[{"names":["www"]}]}"#
            #expect(try await fixture.send(.patch, path, patch, headers: [.ifMatch: #""9-l0""#]).status == 412)
            let changed = try await fixture.send(.patch, path, patch, headers: [.ifMatch: #""1-l0""#])
            #expect(changed.json["role"] == "maintainer")
            #expect(changed.json["permissions"] == [["names": ["www"]]])
            // It binds the next request.
            let write = try await fixture.send(
                .post, fixture.records, #"{"type":0,"name":"ftp","value":"192.0.2.1"}"#, by: person)
            #expect(write.status == 403)
            #expect(write.json["rule"] == "member-permissions-names")
            #expect(try await fixture.send(.delete, path).status == 204)
            #expect(try await fixture.send(.get, fixture.records, by: person).status == 404)
            #expect(try await fixture.send(.get, path).status == 404)
        }
    }

    @Test func theListIsPagedAndFiltered() async throws {
        try await Fixture.with { fixture in
            let viewer = try await fixture.person("v@example.com", .viewer)
            let members = "\(fixture.organization)/members"
            let list = try await fixture.send(.get, members, by: viewer)
            #expect(list.json["totalItems"] == 2)
            #expect(list.json["member"]?.array?.map { $0["email"] } == ["ours@example.com", "v@example.com"])
            #expect(try await fixture.send(.get, "\(members)?role=viewer&q=V@").json["totalItems"] == 1)
            #expect(try await fixture.send(.get, "\(members)?role=king").status == 400)
            let page = try await fixture.send(.get, "\(members)?itemsPerPage=1&page=2")
            #expect(page.json["member"]?.array?.count == 1)
            #expect(page.json["view"]?["previous"]?.string?.hasSuffix("page=1") == true)
        }
    }

    @Test func theLastOwnerStaysAndOthersLeave() async throws {
        try await Fixture.with { fixture in
            let members = "\(fixture.organization)/members"
            let viewer = try await fixture.person("v@example.com", .viewer)
            let us = try #require(
                try await fixture.send(.get, members).json["member"]?.array?.first?["id"]?.integer)
            let last = try await fixture.send(.delete, "\(members)/\(us)")
            #expect(last.status == 409)
            #expect(last.violations == ["role"])
            #expect(try await fixture.send(.patch, "\(members)/\(us)", #"{"role":"viewer"}"#).status == 409)
            let other = try await fixture.send(.delete, "\(members)/\(us)", by: viewer)
            #expect(other.json["rule"] == "role-owner")
            #expect(try await fixture.send(.delete, "\(members)/\(viewer.user)", by: viewer).status == 204)
            #expect(try await fixture.send(.get, members, by: viewer).status == 404)
        }
    }

    @Test func eachIsToldWhatItMayNot() async throws {
        try await Fixture.with { fixture in
            let members = "\(fixture.organization)/members"
            let owner = try await fixture.person("o@example.com", .owner)
            let maintainer = try await fixture.person("m@example.com", .maintainer)
            let stranger = try await fixture.person("s@example.com")
            let body = #"{"email":"s@example.com","role":"viewer"}"#
            #expect(try await fixture.send(.post, members, body, by: owner).json["rule"] == "operator")
            // Whoever may not is told so before anything of the body is.
            for (method, path) in [(.post, members), (.patch, "\(members)/\(owner.user)")]
                as [(HTTPRequest.Method, String)]
            {
                #expect(try await fixture.send(method, path, "{", by: maintainer).json["rule"] == "role-owner")
                #expect(try await fixture.send(method, path, "{", by: stranger).status == 404)
            }
            #expect(try await fixture.send(.get, members, by: stranger).status == 404)
            let unknown = try await fixture.send(.post, members, #"{"email":"n@example.com","role":"viewer"}"#)
            #expect(unknown.status == 422)
            #expect(unknown.violations == ["email"])
            #expect(try await fixture.send(.post, members, #"{"email":"o@example.com","role":"viewer"}"#).status == 409)
        }
    }
}
