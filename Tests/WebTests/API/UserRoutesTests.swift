import ControlPlane
import HTTPTypes
import Records
import Testing

@testable import Web

@Suite struct UserRoutesTests {
    @Test func anOperatorMakesReadsAndChangesUsers() async throws {
        try await Fixture.with { fixture in
            let token = try await fixture.accessToken()
            let made = try await fixture.send(.post, "/api/users", #"{"email":"new@example.com"}"#, bearer: token)
            #expect(made.status == 201)
            let place = try #require(made.headers[.location])
            #expect(made.json["@id"]?.string == place)
            #expect(made.json["operator"] == false)
            #expect(try await fixture.send(.get, place, bearer: token).body == made.body)
            let list = try await fixture.send(.get, "/api/users?q=NEW&itemsPerPage=5", bearer: token)
            #expect(list.json["member"]?.array?.compactMap { $0["email"]?.string } == ["new@example.com"])
            let refused = try await fixture.send(.patch, place, #"{"email":"x@example.com"}"#, bearer: token)
            #expect(refused.status == 422)
            #expect(refused.violations == ["email"])
            #expect(try await fixture.send(.patch, place, made.body, bearer: token).body == made.body)
            let changed = try await fixture.send(.patch, place, #"{"suspended":true}"#, bearer: token)
            #expect(changed.json["suspended"] == true)
            let taken = try await fixture.send(.post, "/api/users", #"{"email":"New@example.com"}"#, bearer: token)
            #expect(taken.status == 409)
            #expect(taken.violations == ["email"])
            let other = try await fixture.send(.patch, "/api/users/2", #"{"operator":false}"#, bearer: token)
            #expect(other.status == 200)
            let last = try await fixture.send(.patch, "/api/users/1", #"{"operator":false}"#, bearer: token)
            #expect(last.status == 409)
            #expect(last.violations == ["operator"])
            for id in ["999", "0", "x", "-1", "01"] {
                #expect(try await fixture.send(.get, "/api/users/\(id)", bearer: token).status == 404, "\(id)")
            }
        }
    }

    @Test func aResetIsShownOnceAndSetsThePassword() async throws {
        try await Fixture.with { fixture in
            let token = try await fixture.accessToken()
            let place = try await fixture.send(.post, "/api/users", #"{"email":"new@example.com"}"#, bearer: token)
                .headers[.location]
            let reset = try await fixture.send(.post, "\(place ?? "")/password-reset", bearer: token)
            #expect(reset.status == 201)
            #expect(reset.headers[.cacheControl] == "no-store")
            #expect(reset.json.object?.members.map(\.name) == ["token", "expiresAt"])
            let secret = try #require(reset.json["token"]?.string)
            let set = try await fixture.send(
                .post, "/api/auth/password-reset/confirm", #"{"token":"\#(secret)","password":"battery staple"}"#,
                token: nil)
            #expect(set.status == 204)
            let login = try await fixture.send(
                .post, "/api/auth/login", #"{"email":"new@example.com","password":"battery staple"}"#, token: nil)
            #expect(login.status == 200)
            #expect(try await fixture.send(.delete, "\(place ?? "")/totp", bearer: token).status == 404)
            // And the new one is no operator.
            let stranger = try #require(login.json["token"]?.string)
            for (method, path) in [
                (.get, "/api/users"), (.get, "/api/users/1"), (.get, "/api/users/999"), (.delete, "/api/users/1/totp"),
                (.post, "/api/users/1/password-reset"),
            ] as [(HTTPRequest.Method, String)] {
                let reply = try await fixture.send(method, path, bearer: stranger)
                #expect(reply.status == 403, "\(method) \(path)")
                #expect(reply.json["rule"]?.string == "operator")
            }
        }
    }
}
