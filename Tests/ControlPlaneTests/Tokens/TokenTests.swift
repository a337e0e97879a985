import Records
import SQL
import Testing

@testable import ControlPlane

@Suite struct TokenTests {
    /// The fixture's owner, who logged in.
    private func owner(_ fixture: Fixture) async throws -> Person {
        let session = try await fixture.plane.beginSession(of: fixture.caller.user, from: .init())
        return Person(plane: fixture.plane, user: fixture.caller.user, access: session.access)
    }

    /// What somebody else's organization is called in every test.
    private func otherOrganization(_ fixture: Fixture) async throws -> Int64 {
        try await fixture.plane.createOrganization(OrganizationDraft(name: "Other"), for: fixture.caller).id
    }

    @Test func aTokenOfAllOrganizationsReachesThoseThatComeLater() async throws {
        try await withPlane { fixture in
            let owner = try await owner(fixture)
            let issued = try await fixture.plane.createToken(TokenDraft(name: "all"), for: owner.caller)
            #expect(issued.token.organizations == nil)
            #expect(issued.token.isActive)
            let later = try await otherOrganization(fixture)
            let caller = try await fixture.plane.authenticate(token: issued.plain)
            #expect(Set(caller.organizations.keys) == [fixture.organization, later])
            #expect(caller.token?.isLimited == false)
        }
    }

    @Test func aTokenOfSomeStaysLimitedWhenTheyGo() async throws {
        try await withPlane { fixture in
            let (owner, other) = (try await owner(fixture), try await otherOrganization(fixture))
            let issued = try await fixture.plane.createToken(
                TokenDraft(name: "some", organizations: [other, other]), for: owner.caller)
            #expect(issued.token.organizations == [other])
            #expect(try await fixture.plane.authenticate(token: issued.plain).organizations.keys.sorted() == [other])
            try await fixture.plane.deleteOrganization(other, for: owner.caller)
            let caller = try await fixture.plane.authenticate(token: issued.plain)
            #expect(caller.organizations.isEmpty)
            #expect(caller.token?.isLimited == true)
            let stored = try await fixture.plane.apiToken(issued.token.id, for: owner.caller)
            #expect(stored.organizations == [])
            #expect(!stored.isActive)
        }
    }

    @Test func whoLeavesAnOrganizationLeavesItWithTheTokenToo() async throws {
        try await withPlane { fixture in
            let person = try await fixture.person("ann@example.net", .maintainer)
            let issued = try await fixture.plane.createToken(TokenDraft(name: "t"), for: person.caller)
            let limited = try await fixture.plane.createToken(
                TokenDraft(name: "l", organizations: [fixture.organization]), for: person.caller)
            for plain in [issued.plain, limited.plain] {
                #expect(try await fixture.plane.authenticate(token: plain).organizations.count == 1)
            }
            try await fixture.plane.removeMember(person.user, from: fixture.organization, for: fixture.caller)
            for plain in [issued.plain, limited.plain] {
                #expect(try await fixture.plane.authenticate(token: plain).organizations.isEmpty)
            }
        }
    }

    @Test func organizationsOfOthersAreLikeThoseThatThereAreNot() async throws {
        try await withPlane { fixture in
            let other = try await otherOrganization(fixture)
            let person = try await fixture.person("ann@example.net", .viewer)
            for id in [other, 999] {
                let error = await refusal {
                    try await fixture.plane.createToken(
                        TokenDraft(name: "t", organizations: [fixture.organization, id]), for: person.caller)
                }
                #expect(error == .invalid([TokenDraft.notYours(at: "organizations[1]")]))
            }
        }
    }

    @Test func namesAreUniqueForEachUser() async throws {
        try await withPlane { fixture in
            let (owner, person) = (try await owner(fixture), try await fixture.person("ann@example.net", .viewer))
            _ = try await fixture.plane.createToken(TokenDraft(name: "deploy"), for: owner.caller)
            _ = try await fixture.plane.createToken(TokenDraft(name: "deploy"), for: person.caller)
            let error = await refusal {
                try await fixture.plane.createToken(TokenDraft(name: "deploy"), for: owner.caller)
            }
            #expect(conflictPaths(error) == ["name"])
            #expect(conflict(error)?.codes == [.duplicate])
        }
    }

    @Test func aTokenMakesNoToken() async throws {
        try await withPlane { fixture in
            let error = await refusal {
                try await fixture.plane.createToken(TokenDraft(name: "child"), for: fixture.caller)
            }
            #expect(error == .forbidden(rule: "in-person"))
        }
    }

    @Test func permissionsAreKeptAsTheyWereRead() async throws {
        try await withPlane { fixture in
            let owner = try await owner(fixture)
            for preset in TokenPreset.allCases {
                let issued = try await fixture.plane.createToken(
                    TokenDraft(name: preset.rawValue, permissions: preset.permissions), for: owner.caller)
                #expect(issued.token.permissions == preset.permissions)
                let caller = try await fixture.plane.authenticate(token: issued.plain)
                #expect(caller.token?.permissions == preset.permissions)
            }
        }
    }

    @Test func aTokenEndsWithTheRequestThatRevokesIt() async throws {
        try await withPlane { fixture in
            let owner = try await owner(fixture)
            let issued = try await fixture.plane.createToken(TokenDraft(name: "t"), for: owner.caller)
            _ = try await fixture.plane.authenticate(token: issued.plain)
            #expect(
                await refusal {
                    try await fixture.plane.revokeToken(issued.token.id, versions: [2], for: owner.caller)
                } == .preconditionFailed)
            try await fixture.plane.revokeToken(issued.token.id, versions: [1], for: owner.caller)
            #expect(
                await refusal { try await fixture.plane.authenticate(token: issued.plain) }
                    == .unauthenticated(.invalidToken))
            #expect(
                await refusal { try await fixture.plane.revokeToken(issued.token.id, for: owner.caller) } == .notFound)
        }
    }

    @Test func othersTokensAreNotThere() async throws {
        try await withPlane { fixture in
            let (owner, person) = (try await owner(fixture), try await fixture.person("ann@example.net", .owner))
            let issued = try await fixture.plane.createToken(TokenDraft(name: "t"), for: owner.caller)
            let caller = try await person.caller
            #expect(await refusal { try await fixture.plane.apiToken(issued.token.id, for: caller) } == .notFound)
            #expect(await refusal { try await fixture.plane.revokeToken(issued.token.id, for: caller) } == .notFound)
            #expect(try await fixture.plane.apiTokens(for: caller).total == 0)
            // The one of bootstrap is there as well.
            #expect(try await fixture.plane.apiTokens(for: owner.caller).total == 2)
        }
    }

    @Test func aTokenWithLessThanEverythingReachesItselfAlone() async throws {
        try await withPlane { fixture in
            let owner = try await owner(fixture)
            let whole = try await fixture.plane.createToken(TokenDraft(name: "whole"), for: owner.caller)
            let drafts = [
                TokenDraft(name: "some", organizations: [fixture.organization]),
                TokenDraft(name: "less", permissions: TokenPreset.readOnly.permissions),
            ]
            for draft in drafts {
                let issued = try await fixture.plane.createToken(draft, for: owner.caller)
                let caller = try await fixture.plane.authenticate(token: issued.plain)
                let listed = try await fixture.plane.apiTokens(for: caller)
                #expect(listed.elements.map(\.id) == [issued.token.id])
                #expect(listed.total == 1)
                #expect(try await fixture.plane.apiToken(issued.token.id, for: caller).name == draft.name)
                for refused in [
                    await refusal { try await fixture.plane.apiToken(whole.token.id, for: caller) },
                    await refusal { try await fixture.plane.revokeToken(whole.token.id, for: caller) },
                ] { #expect(refused == .forbidden(rule: "token-itself")) }
                try await fixture.plane.revokeToken(issued.token.id, for: caller)
                #expect(
                    await refusal { try await fixture.plane.authenticate(token: issued.plain) }
                        == .unauthenticated(.invalidToken))
            }
            let caller = try await fixture.plane.authenticate(token: whole.plain)
            #expect(try await fixture.plane.apiTokens(for: caller).total == 2)
        }
    }

    @Test func anExpiredTokenIsShownAndOpensNothing() async throws {
        try await withPlane { fixture in
            let owner = try await owner(fixture)
            let issued = try await fixture.plane.createToken(TokenDraft(name: "t", expiresAt: 1), for: owner.caller)
            #expect(!issued.token.isActive)
            #expect(
                await refusal { try await fixture.plane.authenticate(token: issued.plain) }
                    == .unauthenticated(.expiredToken))
            #expect(try await fixture.plane.apiToken(issued.token.id, for: owner.caller).expiresAt == 1)
        }
    }

    @Test func theActivityOfEachOrganizationThatItConcernsHasIt() async throws {
        try await withPlane { fixture in
            let (owner, other) = (try await owner(fixture), try await otherOrganization(fixture))
            func actions(of organization: Int64) async throws -> [String] {
                let page = try await fixture.plane.activity(of: organization, limit: 100, for: owner.caller)
                return page.entries.map(\.action).filter { $0.hasPrefix("token.") }
            }
            let limited = try await fixture.plane.createToken(
                TokenDraft(name: "limited", organizations: [other]), for: owner.caller)
            try await fixture.plane.revokeToken(limited.token.id, for: owner.caller)
            #expect(try await actions(of: fixture.organization) == [])
            #expect(try await actions(of: other) == ["token.revoked", "token.created"])
            _ = try await fixture.plane.createToken(TokenDraft(name: "whole"), for: owner.caller)
            #expect(try await actions(of: fixture.organization) == ["token.created"])
            #expect(try await actions(of: other).first == "token.created")
        }
    }

    @Test func anOrganizationMayHaveSoManyTokensAndNoMore() async throws {
        try await withPlane { fixture in
            let (owner, other) = (try await owner(fixture), try await otherOrganization(fixture))
            var draft = OrganizationDraft()
            draft.quotas = [.tokens: 3]
            _ = try await fixture.plane.updateOrganization(fixture.organization, draft, for: owner.caller)
            // The one of bootstrap, and these two.
            _ = try await fixture.plane.createToken(TokenDraft(name: "a"), for: owner.caller)
            _ = try await fixture.plane.createToken(
                TokenDraft(name: "b", organizations: [fixture.organization]), for: owner.caller)
            for organizations in [[], [fixture.organization]] as [[Int64]] {
                let error = await refusal {
                    try await fixture.plane.createToken(
                        TokenDraft(name: "c", organizations: organizations), for: owner.caller)
                }
                #expect(limit(error) != nil)
            }
            _ = try await fixture.plane.createToken(TokenDraft(name: "c", organizations: [other]), for: owner.caller)
        }
    }

    @Test func nobodyHasMoreThanAThousand() async throws {
        try await withPlane { fixture in
            let owner = try await owner(fixture)
            try await fixture.database.write { db in
                for i in 0..<ControlPlane.tokenLimit - 2 {
                    try db.run(
                        "insert into api_tokens (user_id, name, hash, created_at) values ($1, $2, $3, 0)",
                        fixture.caller.user, "n\(i)", [UInt8(i & 255), UInt8(i >> 8)])
                }
            }
            _ = try await fixture.plane.createToken(TokenDraft(name: "last"), for: owner.caller)
            let error = await refusal {
                try await fixture.plane.createToken(TokenDraft(name: "more"), for: owner.caller)
            }
            #expect(limit(error)?.contains("1000") == true)
        }
    }

    @Test func itsLastUseIsKnownAtOnceAndWrittenLater() async throws {
        try await withPlane { fixture in
            let owner = try await owner(fixture)
            let issued = try await fixture.plane.createToken(TokenDraft(name: "t"), for: owner.caller)
            func stored() async throws -> Int64? {
                try await fixture.database.read { db in
                    try db.run("select last_used_at from api_tokens where name = 't'")[0].integerIfPresent(0)
                }
            }
            #expect(try await fixture.plane.apiToken(issued.token.id, for: owner.caller).lastUsedAt == nil)
            let before = fixture.plane.settings.now()
            for _ in 0..<3 { _ = try await fixture.plane.authenticate(token: issued.plain) }
            let shown = try await fixture.plane.apiToken(issued.token.id, for: owner.caller).lastUsedAt
            #expect(try #require(shown) >= before)
            #expect(try await stored() == nil)
            try await fixture.plane.writeLastUses()
            #expect(try await stored() == shown)
            #expect(try await fixture.plane.apiToken(issued.token.id, for: owner.caller).lastUsedAt == shown)
            // It was not forgotten who the token is.
            #expect(fixture.plane.tokens.answer(for: try #require(APIToken(issued.plain)).hash) != nil)
        }
    }

    @Test func aLastUseThatCouldNotBeWrittenIsKept() async throws {
        try await withPlane { fixture in
            let uses = fixture.plane.lastUses
            _ = uses.take()
            uses.note(1, at: 5)
            let taken = uses.take()
            uses.note(2, at: 7)
            uses.note(1, at: 6)
            uses.putBack(taken)
            #expect(uses.take() == [1: 6, 2: 7])
            uses.note(1, at: 9)
            await fixture.database.close()
            await #expect(throws: ControlPlaneError.unavailable(retryAfter: 1)) {
                try await fixture.plane.writeLastUses()
            }
            #expect(uses.take() == [1: 9])
        }
    }

    @Test func anEarlierUseNeverTakesThePlaceOfALater() async throws {
        try await withPlane { fixture in
            let id = try #require(fixture.caller.token?.id)
            for time in [9, 5] as [Int64] {
                try await fixture.database.write { db in try TokenRows.noteUse(of: id, at: time, db) }
            }
            let stored = try await fixture.database.read { db in
                try db.run("select last_used_at from api_tokens where id = $1", id)[0].integer(0)
            }
            #expect(stored == 9)
        }
    }
}
