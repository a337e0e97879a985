import Records
import SQL
import Testing

@testable import ControlPlane

@Suite struct SessionTests {
    private func renew(_ refreshToken: String, _ fixture: Fixture) async throws -> SessionTokens {
        try await fixture.plane.renewSession(
            SessionRenewal(reading: ["refreshToken": .string(refreshToken)]), from: .init(userAgent: "renewed"))
    }

    @Test func aRefreshTokenGivesTheNext() async throws {
        let clock = Clock()
        try await withPlane(settings: clock.settings) { fixture in
            let first = try await fixture.logIn()
            clock.advance(seconds: 3_600)
            let second = try await renew(first.refresh, fixture)
            #expect(second.refresh != first.refresh)
            let caller = try await fixture.plane.authenticate(accessToken: second.access)
            let session = try await fixture.plane.sessions(of: caller, limit: 1).elements[0]
            #expect(session.createdAt == Clock.start)
            #expect(session.usedAt == clock.now)
            #expect(session.userAgent == "renewed")
            _ = try await renew(second.refresh, fixture)
        }
    }

    @Test func oneUsedTwiceEndsItsFamilyAtOnceAndNoOther() async throws {
        try await withPlane { fixture in
            let other = try await fixture.logIn()
            let first = try await fixture.logIn()
            let second = try await renew(first.refresh, fixture)
            _ = try await fixture.plane.authenticate(accessToken: second.access)
            let error = await refusal { try await renew(first.refresh, fixture) }
            #expect(error == .unauthenticated(.wrongCredentials))
            for tokens in [first, second] {
                let error = await refusal { try await fixture.plane.authenticate(accessToken: tokens.access) }
                #expect(error == .unauthenticated(.invalidJWT))
                #expect(await refusal { try await renew(tokens.refresh, fixture) } != nil)
            }
            _ = try await renew(other.refresh, fixture)
            #expect(try await fixture.activity().last == "session.revoked")
        }
    }

    @Test func ofTwoAtOnceOneIsTheSecond() async throws {
        try await withPlane { fixture in
            let first = try await fixture.logIn()
            let outcomes = await withTaskGroup(of: String?.self) { tasks in
                for _ in 0..<2 { tasks.addTask { try? await renew(first.refresh, fixture).access } }
                return await tasks.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0 != nil } == 1)
            #expect(try await fixture.count("sessions") == 0)
        }
    }

    @Test(arguments: ["", "hmr_", "hmr_unknown", "hm_x"])
    func whatNobodyGaveOutIsRefused(_ text: String) async throws {
        try await withPlane { fixture in
            let tokens = try await fixture.logIn()
            for text in [text, tokens.access.prefix(100).description, fixture.bootstrapped.token] where !text.isEmpty {
                let error = await refusal { try await renew(text, fixture) }
                #expect(error == .unauthenticated(.wrongCredentials))
            }
            _ = try await renew(tokens.refresh, fixture)
        }
    }

    @Test func anIdleSessionEndsAfterThirtyDaysAndAnyAfterNinety() async throws {
        let day: Int64 = 86_400
        let clock = Clock()
        try await withPlane(settings: clock.settings) { fixture in
            let idle = try await fixture.logIn()
            clock.advance(seconds: 30 * day)
            #expect(await refusal { try await renew(idle.refresh, fixture) } == .unauthenticated(.wrongCredentials))
            var tokens = try await fixture.logIn()
            for _ in 0..<4 {
                clock.advance(seconds: 22 * day)
                tokens = try await renew(tokens.refresh, fixture)
            }
            clock.advance(seconds: 2 * day - 60)
            tokens = try await renew(tokens.refresh, fixture)
            _ = try await fixture.plane.authenticate(accessToken: tokens.access)
            clock.advance(seconds: 60)
            #expect(await refusal { try await renew(tokens.refresh, fixture) } == .unauthenticated(.wrongCredentials))
            let error = await refusal { try await fixture.plane.authenticate(accessToken: tokens.access) }
            #expect(error == .unauthenticated(.expiredJWT))
        }
    }

    @Test func loggingOutEndsAccessAtOnce() async throws {
        try await withPlane { fixture in
            let (tokens, other) = (try await fixture.logIn(), try await fixture.logIn())
            let caller = try await fixture.plane.authenticate(accessToken: tokens.access)
            try await fixture.plane.logOut(caller)
            let error = await refusal { try await fixture.plane.authenticate(accessToken: tokens.access) }
            #expect(error == .unauthenticated(.invalidJWT))
            #expect(await refusal { try await renew(tokens.refresh, fixture) } != nil)
            _ = try await fixture.plane.authenticate(accessToken: other.access)
            #expect(try await fixture.activity() == ["login", "login", "logout"])
        }
    }

    @Test func onesOwnSessionsAreEndedAndNobodyElses() async throws {
        try await withPlane { fixture in
            let caller = try await fixture.loggedIn()
            let other = try await fixture.loggedIn()
            _ = try await fixture.addUser("b@example.net")
            let stranger = try await fixture.loggedIn(as: "b@example.net")
            let session = try #require(other.session)
            #expect(await refusal { try await fixture.plane.endSession(session, of: stranger) } == .notFound)
            #expect(await refusal { try await fixture.plane.session(session, of: stranger) } == .notFound)
            try await fixture.plane.endSession(session, of: caller)
            #expect(try await fixture.plane.sessions(of: caller, limit: 10).total == 1)
            #expect(await refusal { try await fixture.plane.endSession(session, of: caller) } == .notFound)
            // Nor does a token of the user see them.
            let error = await refusal { try await fixture.plane.sessions(of: fixture.caller, limit: 1) }
            #expect(error == .forbidden(rule: "in-person"))
        }
    }

    @Test func aClientThatRenewsWithoutEndDoesNotFillTheStore() async throws {
        let clock = Clock()
        try await withPlane(settings: clock.settings) { fixture in
            let tokens = try await fixture.logIn()
            let session = try #require(try await fixture.plane.authenticate(accessToken: tokens.access).session)
            let now = clock.now
            try await fixture.plane.store.write { db in
                for i in 0..<Int64(SessionRows.refreshTokenLimit) + 10 {
                    try db.run(
                        "insert into refresh_tokens (hash, session, used_at, created_at) values ($1, $2, $3, $3)",
                        SecretToken.random(.refresh).hash, session, now - i)
                }
            }
            _ = try await renew(tokens.refresh, fixture)
            #expect(try await fixture.count("refresh_tokens") <= Int64(SessionRows.refreshTokenLimit) + 1)
        }
    }
}
