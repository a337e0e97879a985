import Records
import SQL
import Testing

@testable import ControlPlane

@Suite struct UsersTests {
    private func draft(_ body: JSON) throws -> UserDraft { try UserDraft(reading: body, choosesPassword: false) }

    private func patch(_ body: JSON) throws -> UserPatch { try UserPatch(reading: body, of: Self.somebody) }

    private static let somebody = User(
        id: 1, email: "owner@example.net", name: "owner@example.net", isOperator: true, isSuspended: false,
        hasSecondFactor: false, version: 1, createdAt: 0, updatedAt: 0)

    @Test(
        arguments: [
            (["email": "owner@example.net", "twoFactor": false, "name": "O"], []),
            (["email": "new@example.net"], ["email"]), (["email": 5, "twoFactor": true], ["email", "twoFactor"]),
        ] as [(JSON, [String])])
    func whatAnOperatorDoesNotSetIsRefusedUnlessItIsAsItWas(_ body: JSON, _ paths: [String]) {
        do throws(Violations) {
            _ = try UserPatch(reading: body, of: Self.somebody)
            #expect(paths == [])
        } catch {
            #expect(error.all.map(\.propertyPath) == paths)
            #expect(
                error.all.allSatisfy { $0.code == .notAllowed && $0.message.contains("name, operator and suspended") })
        }
    }

    @Test func nobodyMakesOneselfAnOperator() {
        let body: JSON = ["operator": false, "suspended": true, "twoFactor": true]
        let error = #expect(throws: Violations.self) { try OwnPatch(reading: body, of: Self.somebody) }
        #expect(error?.all.map(\.propertyPath) == ["operator", "suspended", "twoFactor"])
    }

    @Test func anOperatorMakesUsersWhoSetTheirPasswordLater() async throws {
        try await withPlane { fixture in
            let (plane, caller) = (fixture.plane, try await fixture.loggedIn())
            let user = try await plane.createUser(draft(["email": "B@example.net", "name": "Bea"]), for: caller)
            #expect(user.email == "b@example.net")
            #expect(user.name == "Bea")
            #expect(!user.isOperator)
            #expect(await refusal { try await fixture.logIn("x", as: user.email) } != nil)
            let reset = try await plane.makePasswordReset(of: user.id, for: caller)
            let answer: JSON = ["token": .string(reset.token), "password": "battery staple"]
            try await plane.resetPassword(PasswordResetAnswer(reading: answer), from: nil)
            _ = try await fixture.logIn("battery staple", as: user.email)
            let again = await refusal { try await plane.createUser(draft(["email": "b@example.net"]), for: caller) }
            #expect(conflict(again)?.codes == [.duplicate])
        }
    }

    @Test func nobodyElseDoesAnyOfIt() async throws {
        try await withPlane { fixture in
            let plane = fixture.plane
            _ = try await fixture.addUser("b@example.net")
            let stranger = try await fixture.loggedIn(as: "b@example.net")
            let operations: [@Sendable () async throws -> Void] = [
                { _ = try await plane.users(limit: 1, for: stranger) },
                { _ = try await plane.user(fixture.caller.user, for: stranger) },
                // The same for one that there is not.
                { _ = try await plane.user(999, for: stranger) },
                { _ = try await plane.createUser(draft(["email": "c@example.net"]), for: stranger) },
                { _ = try await plane.updateUser(fixture.caller.user, patch(["operator": false]), for: stranger) },
            ]
            for operation in operations { #expect(await refusal(operation) == .forbidden(rule: "operator")) }
            #expect(try await plane.user(stranger.user, for: stranger).email == "b@example.net")
            // What would outlive an operator's token is not for that token.
            let error = await refusal {
                try await plane.createUser(draft(["email": "c@example.net"]), for: fixture.caller)
            }
            #expect(error == .forbidden(rule: "in-person"))
            #expect(try await plane.users(limit: 1, for: fixture.caller).total == 2)
        }
    }

    @Test func theLastOperatorIsNeitherDemotedNorSuspended() async throws {
        try await withPlane { fixture in
            let (plane, caller) = (fixture.plane, try await fixture.loggedIn())
            for body: JSON in [["operator": false], ["suspended": true], ["operator": false, "suspended": true]] {
                let error = await refusal { try await plane.updateUser(caller.user, patch(body), for: caller) }
                #expect(conflict(error)?.codes == [.conflict])
            }
            let other = try await fixture.addUser("b@example.net")
            _ = try await plane.updateUser(other, patch(["operator": true, "suspended": true]), for: caller)
            // One who cannot log in does not run the instance.
            let error = await refusal {
                try await plane.updateUser(caller.user, patch(["operator": false]), for: caller)
            }
            #expect(conflict(error)?.codes == [.conflict])
            _ = try await plane.updateUser(other, patch(["suspended": false]), for: caller)
            _ = try await plane.updateUser(caller.user, patch(["operator": false]), for: caller)
            let demoted = await refusal { try await plane.users(limit: 1, for: fixture.loggedIn()) }
            #expect(demoted == .forbidden(rule: "operator"))
        }
    }

    @Test func suspendingEndsSessionsAndStopsTokensAtOnce() async throws {
        try await withPlane { fixture in
            let (plane, caller) = (fixture.plane, try await fixture.loggedIn())
            let user = try await fixture.addUser("b@example.net")
            let session = try await fixture.logIn(as: "b@example.net")
            let token = APIToken.random()
            _ = try await plane.writePeople { db in try TokenRows.replace(token, named: "t", of: user, at: 0, db) }
            _ = try await plane.authenticate(token: token.plain)
            _ = try await plane.authenticate(accessToken: session.access)
            _ = try await plane.updateUser(user, patch(["suspended": true]), for: caller)
            #expect(
                await refusal { try await plane.authenticate(token: token.plain) } == .unauthenticated(.invalidToken))
            #expect(
                await refusal { try await plane.authenticate(accessToken: session.access) }
                    == .unauthenticated(.invalidJWT))
            _ = try await plane.updateUser(user, patch(["suspended": false]), for: caller)
            _ = try await plane.authenticate(token: token.plain)
            #expect(
                await refusal { try await plane.authenticate(accessToken: session.access) }
                    == .unauthenticated(.invalidJWT))
        }
    }

    @Test func aVersionThatHasPassedIsRefused() async throws {
        try await withPlane { fixture in
            let (plane, caller) = (fixture.plane, try await fixture.loggedIn())
            let user = try await plane.user(caller.user, for: caller)
            let changed = try await plane.updateUser(
                user.id, patch(["name": "X"]), versions: [user.version], for: caller)
            #expect(changed.version == user.version + 1)
            let error = await refusal {
                try await plane.updateUser(user.id, patch(["name": "Y"]), versions: [user.version], for: caller)
            }
            #expect(error == .preconditionFailed)
            // What changes nothing is no version.
            #expect(try await plane.updateUser(user.id, patch(["name": "X"]), for: caller) == changed)
            #expect(try await fixture.activity() == ["login", "user.updated"])
        }
    }

    @Test(
        arguments: [
            (nil, nil, ["a%b@example.net", "b@example.net", "owner@example.net", "z_@example.net"]),
            ("EXAMPLE", nil, ["a%b@example.net", "b@example.net", "owner@example.net", "z_@example.net"]),
            ("%", nil, ["a%b@example.net"]), ("_", nil, ["z_@example.net"]), ("bea", nil, ["b@example.net"]),
            (nil, "B@example.net", ["b@example.net"]), ("y", "b@example.net", []), ("\\", nil, []),
        ] as [(String?, String?, [String])])
    func theListIsFiltered(_ text: String?, _ email: String?, _ found: [String]) async throws {
        try await withPlane { fixture in
            let caller = try await fixture.loggedIn()
            for (email, name) in [("b@example.net", "Bea"), ("a%b@example.net", "A"), ("z_@example.net", "Z")] {
                let body: JSON = ["email": .string(email), "name": .string(name)]
                _ = try await fixture.plane.createUser(draft(body), for: caller)
            }
            let filter = UserFilter(text: text, email: email)
            let all = try await fixture.plane.users(filter, for: caller)
            #expect(all.elements.map(\.email) == found)
            #expect(all.total == Int64(found.count))
            let second = try await fixture.plane.users(filter, offset: 1, limit: 1, for: caller)
            #expect(second.elements.map(\.email) == Array(found.dropFirst().prefix(1)))
            #expect(second.total == all.total)
        }
    }

    @Test func usersChangeTheirNameAndWithThePasswordTheirAddress() async throws {
        try await withPlane { fixture in
            let (plane, caller) = (fixture.plane, try await fixture.loggedIn())
            func own(_ body: JSON) throws -> OwnPatch { try OwnPatch(reading: body, of: Self.somebody) }
            #expect(
                try await plane.updateOwn(own(["name": "O", "email": "owner@example.net"]), for: caller).name == "O")
            for (body, path) in [
                (["email": "new@example.net"], "currentPassword"),
                (["email": "new@example.net", "currentPassword": "wrong"], "currentPassword"),
            ] as [(JSON, String)] {
                let error = await refusal { try await plane.updateOwn(own(body), for: caller) }
                guard case .invalid(let violations) = error else { return #expect(Bool(false), "\(error as Any)") }
                #expect(violations.map(\.propertyPath) == [path])
            }
            _ = try await fixture.addUser("b@example.net")
            let password = JSON.string(Fixture.password)
            let taken = await refusal {
                try await plane.updateOwn(own(["email": "b@example.net", "currentPassword": password]), for: caller)
            }
            #expect(conflict(taken)?.codes == [.duplicate])
            let body: JSON = ["email": "New@example.net", "currentPassword": password]
            #expect(try await plane.updateOwn(own(body), for: caller).email == "new@example.net")
            _ = try await fixture.logIn(as: "new@example.net")
        }
    }

    @Test func registrationIsClosedUntilTheOperatorOpensIt() async throws {
        let body: JSON = ["email": "b@example.net", "password": "battery staple"]
        try await withPlane { fixture in
            let draft = try UserDraft(reading: body, choosesPassword: true)
            let error = await refusal { try await fixture.plane.register(draft, from: nil) }
            #expect(error == .forbidden(rule: "registration-closed"))
        }
        var settings = Settings.test
        settings.policy.opensRegistration = true
        try await withPlane(settings: settings) { fixture in
            let draft = try UserDraft(reading: body, choosesPassword: true)
            let user = try await fixture.plane.register(draft, from: IPAddress("192.0.2.1"))
            #expect(!user.isOperator)
            let caller = try await fixture.loggedIn("battery staple", as: "b@example.net")
            #expect(caller.organizations.isEmpty)
            let again = await refusal { try await fixture.plane.register(draft, from: nil) }
            #expect(conflict(again)?.codes == [.duplicate])
            for _ in 0..<9 {
                _ = await refusal { try await fixture.plane.register(draft, from: IPAddress("192.0.2.1")) }
            }
            let many = await refusal { try await fixture.plane.register(draft, from: IPAddress("192.0.2.1")) }
            guard case .throttled = many else { return #expect(Bool(false), "\(many as Any)") }
        }
    }

    @Test(
        arguments: [
            ([:], ["email", "password"]), (["email": "x", "password": "short"], ["email", "password"]),
            (["email": "a@example.net", "password": "A@example.net"], ["password"]),
            (["email": "a@example.net", "password": "correct horse", "operator": true], ["operator"]),
        ] as [(JSON.Object, [String])])
    func allThatIsWrongWithARegistrationIsNamed(_ body: JSON.Object, _ paths: [String]) {
        do {
            _ = try UserDraft(reading: .object(body), choosesPassword: true)
            #expect(Bool(false), "taken")
        } catch {
            #expect(error.all.map(\.propertyPath) == paths)
            for violation in error.all { #expect(violation.message.hasPrefix(violation.propertyPath)) }
        }
    }
}
