import SQL
import Testing

@testable import ControlPlane

@Suite struct AuthenticationTests {
    @Test func aTokenSpeaksForItsUser() async throws {
        try await withPlane { fixture in
            #expect(fixture.caller.isOperator)
            #expect(fixture.caller.email == "owner@example.net")
            #expect(fixture.caller.token?.name == "bootstrap")
            #expect(fixture.caller.organizations == [fixture.bootstrapped.organization: .init(.owner)])
        }
    }

    @Test func anUnknownTokenAndATypingErrorAreTheSameToTheCaller() async throws {
        try await withPlane { fixture in
            for text in [APIToken.random().plain, "hm_", "", fixture.bootstrapped.token + "x"] {
                let error = await refusal { try await fixture.plane.authenticate(token: text) }
                #expect(error == .unauthenticated(.invalidToken))
            }
        }
    }

    @Test func aRevokedTokenIsRefusedAtOnceThoughItWasJustUsed() async throws {
        try await withPlane { fixture in
            let plane = fixture.plane
            _ = try await plane.authenticate(token: fixture.bootstrapped.token)
            let token = try #require(fixture.caller.token)
            _ = try await plane.writePeople { db in
                try TokenRows.revoke(token.id, of: fixture.caller.user, db)
            }
            let error = await refusal { try await plane.authenticate(token: fixture.bootstrapped.token) }
            #expect(error == .unauthenticated(.invalidToken))
        }
    }

    @Test func revocationHoldsWhileOthersAuthenticate() async throws {
        try await withPlane { fixture in
            let plane = fixture.plane
            for round in 0..<20 {
                let token = APIToken.random()
                _ = try await plane.writePeople { db in
                    try TokenRows.replace(token, named: "t\(round)", of: fixture.caller.user, at: 0, db)
                }
                try await withThrowingTaskGroup(of: Void.self) { tasks in
                    for _ in 0..<4 {
                        tasks.addTask {
                            // Until it is refused; that it ends shows that no stale answer is remembered.
                            while await refusal({ try await plane.authenticate(token: token.plain) }) == nil {
                                await Task.yield()
                            }
                        }
                    }
                    _ = try await plane.writePeople { db in
                        try db.run("delete from api_tokens where hash = $1", token.hash.bytes)
                    }
                    let error = await refusal { try await plane.authenticate(token: token.plain) }
                    #expect(error == .unauthenticated(.invalidToken))
                    try await tasks.waitForAll()
                }
            }
        }
    }

    @Test func anExpiredTokenSaysSo() async throws {
        try await withPlane { fixture in
            _ = try await fixture.plane.writePeople { db in try db.run("update api_tokens set expires_at = 1") }
            let error = await refusal { try await fixture.plane.authenticate(token: fixture.bootstrapped.token) }
            #expect(error == .unauthenticated(.expiredToken))
        }
    }

    @Test func aLimitedTokenStaysLimitedWhenItsOrganizationsAreGone() async throws {
        try await withPlane { fixture in
            _ = try await fixture.plane.writePeople { db in try db.run("update api_tokens set limited = 1") }
            let caller = try await fixture.plane.authenticate(token: fixture.bootstrapped.token)
            #expect(caller.organizations.isEmpty)
            let error = await refusal {
                try await fixture.plane.domain(fixture.domain.uuid, of: fixture.domain.organization, for: caller)
            }
            #expect(error == .notFound)
        }
    }
}
