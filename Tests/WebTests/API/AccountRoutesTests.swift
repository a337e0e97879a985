import HTTPTypes
import Records
import SQL
import Testing

@testable import ControlPlane
@testable import Web

@Suite struct AccountRoutesTests {
    @Test func aUserReadsAndChangesItself() async throws {
        try await Fixture.with { fixture in
            let token = try await fixture.accessToken()
            let me = try await fixture.send(.get, "/api/auth/me", bearer: token)
            #expect(me.json["@id"]?.string == "/api/users/1")
            #expect(me.json["@type"]?.string == "user")
            #expect(
                me.json.object?.members.map(\.name).dropFirst(3) == [
                    "id", "email", "name", "operator", "suspended", "twoFactor", "createdAt", "updatedAt",
                ])
            #expect(me.headers[.eTag] == #""1-l""#)
            // What was read can be sent back.
            let back = me.body.replacing(#""name":"ours@example.com""#, with: #""name":"Ours""#)
            let changed = try await fixture.send(
                .patch, "/api/auth/me", back, bearer: token, headers: [.ifMatch: #""1-l""#])
            #expect(changed.status == 200)
            #expect(changed.json["name"]?.string == "Ours")
            #expect(changed.headers[.eTag] == #""2-l""#)
            let late = try await fixture.send(
                .patch, "/api/auth/me", #"{"name":"X"}"#, bearer: token, headers: [.ifMatch: #""1-l""#])
            #expect(late.status == 412)
            let own = try await fixture.send(.get, "/api/users/1", bearer: token)
            #expect(own.body == changed.body)
        }
    }

    @Test func aNewPasswordTakesTheOldOne() async throws {
        try await Fixture.with { fixture in
            let (token, other) = (try await fixture.accessToken(), try await fixture.accessToken())
            func change(_ current: String) async throws -> Reply {
                try await fixture.send(
                    .post, "/api/auth/password", #"{"currentPassword":"\#(current)","password":"battery staple"}"#,
                    bearer: token)
            }
            let wrong = try await change("wrong")
            #expect(wrong.status == 422)
            #expect(wrong.violations == ["currentPassword"])
            #expect(try await change(Fixture.password).status == 204)
            #expect(try await fixture.send(.get, "/api/auth/me", bearer: token).status == 200)
            #expect(try await fixture.send(.get, "/api/auth/me", bearer: other).status == 401)
        }
    }

    @Test func aSecondFactorIsBegunConfirmedAskedForAndRemoved() async throws {
        try await Fixture.with { fixture in
            let token = try await fixture.accessToken()
            let offer = try await fixture.send(.post, "/api/auth/totp", bearer: token)
            #expect(offer.json.object?.members.map(\.name) == ["secret", "uri"])
            #expect(offer.json["uri"]?.string?.hasPrefix("otpauth://totp/") == true)
            let sealed = try await fixture.database.read { db in
                try db.run("select totp_secret from users where id = 1")[0].blob(0)
            }
            let totp = TOTP(secret: try fixture.plane.secrets.open(sealed, at: SecondFactor.place(1)))
            let code = totp.code(at: TOTP.step(at: Settings.wallClock()))
            let wrong = try await fixture.send(.post, "/api/auth/totp/confirm", #"{"code":"12345"}"#, bearer: token)
            #expect(wrong.status == 422)
            #expect(wrong.violations == ["code"])
            let confirmed = try await fixture.send(
                .post, "/api/auth/totp/confirm", #"{"code":"\#(code)"}"#, bearer: token)
            let codes = confirmed.json["recoveryCodes"]?.array?.compactMap(\.string) ?? []
            try #require(codes.count == 10)
            #expect(try await fixture.send(.post, "/api/auth/totp", bearer: token).status == 409)

            let login = #"{"email":"ours@example.com","password":"\#(Fixture.password)""#
            let asked = try await fixture.send(.post, "/api/auth/login", "\(login)}", token: nil)
            #expect(asked.status == 401)
            #expect(asked.slug == "totp-required")
            #expect(asked.json["code"]?.integer == 401)
            let entered = try await fixture.send(
                .post, "/api/auth/login", "\(login),\"code\":\"\(codes[0])\"}", token: nil)
            #expect(entered.status == 200)
            #expect(try await fixture.send(.get, "/api/auth/me", bearer: token).json["twoFactor"] == true)

            let removed = try await fixture.send(
                .delete, "/api/auth/totp", #"{"code":"\#(codes[1])"}"#, bearer: token)
            #expect(removed.status == 204)
            #expect(try await fixture.send(.post, "/api/auth/login", "\(login)}", token: nil).status == 200)
        }
    }

    @Test func nobodyLearnsWhoHasAnAddressByAskingForAReset() async throws {
        try await Fixture.with(mailer: { _ in }) { fixture in
            func ask(_ email: String) async throws -> Reply {
                try await fixture.send(.post, "/api/auth/password-reset", #"{"email":"\#(email)"}"#, token: nil)
            }
            let (known, unknown) = (try await ask("ours@example.com"), try await ask("nobody@example.com"))
            #expect(known.status == 202)
            #expect(unknown.status == 202)
            #expect(known.body == unknown.body)
            let wrong = try await fixture.send(
                .post, "/api/auth/password-reset/confirm", #"{"token":"x","password":"battery staple"}"#, token: nil)
            #expect(wrong.status == 422)
            #expect(wrong.violations == ["token"])
        }
    }

    @Test func sessionsAreListedAndEnded() async throws {
        try await Fixture.with { fixture in
            let (token, other) = (try await fixture.accessToken(), try await fixture.accessToken())
            let list = try await fixture.send(.get, "/api/auth/sessions?itemsPerPage=1", bearer: token)
            #expect(list.headers[.totalCount] == "2")
            #expect(list.json["view"]?["next"]?.string == "/api/auth/sessions?itemsPerPage=1&page=2")
            let all = try await fixture.send(.get, "/api/auth/sessions", bearer: token)
            let sessions = try #require(all.json["member"]?.array)
            #expect(sessions.count { $0["current"] == true } == 1)
            let ended = try #require(sessions.first { $0["current"] == false }?["@id"]?.string)
            let one = try await fixture.send(.get, ended, bearer: token)
            #expect(
                one.json.object?.members.map(\.name).dropFirst(3) == [
                    "id", "current", "createdAt", "usedAt", "expiresAt", "address", "userAgent",
                ])
            let stranger = try await fixture.accessToken(of: "theirs@example.com")
            #expect(try await fixture.send(.delete, ended, bearer: stranger).status == 404)
            #expect(try await fixture.send(.delete, ended, bearer: token).status == 204)
            #expect(try await fixture.send(.get, "/api/auth/me", bearer: other).status == 401)
            #expect(try await fixture.send(.get, ended, bearer: token).status == 404)
        }
    }
}
