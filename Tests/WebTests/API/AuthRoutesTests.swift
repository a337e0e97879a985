import ControlPlane
import HTTPTypes
import Records
import Testing

@testable import Web

@Suite struct AuthRoutesTests {
    private static let email = "ours@example.com"

    private func logIn(_ fixture: Fixture, _ email: String = email, _ password: String = Fixture.password) async throws
        -> Reply
    {
        try await fixture.send(
            .post, "/api/auth/login", #"{"email":"\#(email)","password":"\#(password)"}"#, token: nil)
    }

    /// A clock that stands at 2027-01-15T08:00:00+00:00 until it is set on.
    private let clock = Later(1_800_000_000_000_000)

    private var settings: Settings {
        var settings = Settings.cheap
        settings.now = { [clock] in clock.now }
        return settings
    }

    @Test func aLoginIsAnAccessTokenARefreshTokenAndATime() async throws {
        try await Fixture.with(settings: settings) { fixture in
            let reply = try await logIn(fixture)
            #expect(reply.status == 200)
            #expect(reply.headers[.cacheControl] == "no-store")
            #expect(reply.json.object?.members.map(\.name) == ["token", "refreshToken", "expiresAt"])
            let token = try #require(reply.json["token"]?.string)
            #expect(reply.json["expiresAt"]?.string == "2027-01-15T09:00:00+00:00")
            let me = try await fixture.send(.get, "/api/auth/me", bearer: token)
            #expect(me.status == 200)
            #expect(me.json["email"]?.string == Self.email)
        }
    }

    @Test func aWrongPasswordAndAnUnknownAddressAreAnsweredAlike() async throws {
        try await Fixture.with { fixture in
            let wrong = try await logIn(fixture, Self.email, "wrong")
            let unknown = try await logIn(fixture, "nobody@example.com", "wrong")
            #expect(wrong.status == 401)
            #expect(wrong.slug == "unauthenticated")
            #expect(wrong.json["code"]?.integer == 401)
            #expect(wrong.json["message"]?.string == "Invalid credentials.")
            #expect(wrong.headers[.wwwAuthenticate] == "Bearer")
            #expect(unknown.status == wrong.status)
            #expect(unknown.body == wrong.body)
            #expect(unknown.headers.map(\.name) == wrong.headers.map(\.name))
        }
    }

    @Test func tooManyAre429WithATime() async throws {
        try await Fixture.with(settings: settings) { fixture in
            for _ in 0..<5 { _ = try await logIn(fixture, Self.email, "wrong") }
            let reply = try await logIn(fixture)
            #expect(reply.status == 429)
            #expect(reply.slug == "too-many-requests")
            #expect(reply.headers[.retryAfter] == "1")
        }
    }

    @Test func refreshRotatesAndTheSecondUseEndsTheFamily() async throws {
        try await Fixture.with { fixture in
            func refresh(_ token: String) async throws -> Reply {
                try await fixture.send(.post, "/api/auth/refresh", #"{"refreshToken":"\#(token)"}"#, token: nil)
            }
            let first = try #require(try await logIn(fixture).json["refreshToken"]?.string)
            let second = try await refresh(first)
            #expect(second.status == 200)
            #expect(second.json.object?.members.map(\.name) == ["token", "refreshToken", "expiresAt"])
            #expect(try await refresh(first).status == 401)
            let token = try #require(second.json["token"]?.string)
            #expect(try await fixture.send(.get, "/api/auth/me", bearer: token).status == 401)
            #expect(try await refresh(second.json["refreshToken"]?.string ?? "").status == 401)
        }
    }

    @Test func logoutIsTheEndOfItsTokens() async throws {
        try await Fixture.with { fixture in
            let token = try #require(try await logIn(fixture).json["token"]?.string)
            #expect(try await fixture.send(.post, "/api/auth/logout", bearer: token).status == 204)
            let reply = try await fixture.send(.get, "/api/auth/me", bearer: token)
            #expect(reply.status == 401)
            #expect(reply.json["message"]?.string == "Invalid JWT Token")
        }
    }

    @Test func anExpiredTokenSaysSo() async throws {
        try await Fixture.with(settings: settings) { fixture in
            let token = try #require(try await logIn(fixture).json["token"]?.string)
            clock.advance(3_600)
            let reply = try await fixture.send(.get, "/api/auth/me", bearer: token)
            #expect(reply.status == 401)
            #expect(reply.json["message"]?.string == "Expired JWT Token")
        }
    }

    @Test func registrationIsRefusedUntilItIsOpened() async throws {
        let body = #"{"email":"new@example.com","password":"battery staple"}"#
        try await Fixture.with { fixture in
            let reply = try await fixture.send(.post, "/api/auth/register", body, token: nil)
            #expect(reply.status == 403)
            #expect(reply.json["rule"]?.string == "registration-closed")
        }
        var settings = Settings.cheap
        settings.policy.opensRegistration = true
        try await Fixture.with(settings: settings) { fixture in
            let reply = try await fixture.send(.post, "/api/auth/register", body, token: nil)
            #expect(reply.status == 201)
            #expect(reply.headers[.location] == reply.json["@id"]?.string)
            #expect(!reply.body.contains("battery"))
            #expect(try await logIn(fixture, "new@example.com", "battery staple").status == 200)
        }
    }

    @Test func aTokenIsNotAPerson() async throws {
        try await Fixture.with { fixture in
            for (method, path) in [
                (.post, "logout"), (.patch, "me"), (.post, "password"), (.post, "totp"), (.post, "totp/confirm"),
                (.delete, "totp"), (.get, "sessions"), (.get, "sessions/x"), (.delete, "sessions/x"),
            ] as [(HTTPRequest.Method, String)] {
                let reply = try await fixture.send(method, "/api/auth/\(path)")
                #expect(reply.status == 403, "\(method) \(path)")
                #expect(reply.json["rule"]?.string == "in-person")
            }
            #expect(try await fixture.send(.get, "/api/auth/me").status == 200)
        }
    }
}
