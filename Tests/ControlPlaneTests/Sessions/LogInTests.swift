import Records
import SQL
import Testing

@testable import ControlPlane

@Suite struct LogInTests {
    @Test func thePasswordBeginsASession() async throws {
        try await withPlane { fixture in
            let tokens = try await fixture.logIn(as: " Owner@Example.NET ")
            let caller = try await fixture.plane.authenticate(accessToken: tokens.access)
            #expect(caller.user == fixture.caller.user)
            let sessions = try await fixture.plane.sessions(of: caller)
            #expect(sessions.total == 1)
            #expect(sessions.elements.map(\.id) == [caller.session])
            #expect(sessions.elements.map(\.address) == ["192.0.2.7"])
            #expect(sessions.elements.map(\.userAgent) == ["test"])
            #expect(try await fixture.activity() == ["login"])
        }
    }

    @Test(arguments: [("owner@example.net", "correct horsf"), ("nobody@example.net", "correct horse"), ("", "x")])
    func aWrongPasswordAndAnUnknownAddressAreTheSameAndTakeOneHashEach(_ email: String, _ password: String) async throws
    {
        try await withPlane { fixture in
            let before = fixture.plane.passwords.count
            let body: JSON = ["email": .string(email.isEmpty ? "-" : email), "password": .string(password)]
            let login = try LoginAttempt(reading: body)
            let error = await refusal { try await fixture.plane.logIn(login, from: .init()) }
            #expect(error == .unauthenticated(.wrongCredentials))
            #expect(fixture.plane.passwords.count == before + 1)
            #expect(try await fixture.activity() == ["login.failed"])
        }
    }

    @Test func theActivityTellsWhoseLogInFailed() async throws {
        try await withPlane { fixture in
            let person = try await fixture.person("p@example.net", .viewer)
            for email in ["p@example.net", "nobody@example.net"] {
                _ = await refusal { try await fixture.logIn("wrong", as: email) }
            }
            let page = try await fixture.plane.activity(
                of: fixture.organization, ActivityFilter(action: "login"), for: person.caller)
            #expect(page.entries.map(\.action) == ["login.failed"])
            #expect(page.entries.map(\.subject) == ["p@example.net"])
        }
    }

    @Test func aSuspendedUserAndOneWithoutAPasswordAreAsUnknown() async throws {
        try await withPlane { fixture in
            for change in ["suspended = 1", "suspended = 0, password = ''"] {
                try await fixture.plane.writePeople { db in try db.run("update users set \(change)") }
                let before = fixture.plane.passwords.count
                let error = await refusal { try await fixture.logIn() }
                #expect(error == .unauthenticated(.wrongCredentials))
                #expect(fixture.plane.passwords.count == before + 1)
            }
        }
    }

    @Test func aHashThatHasBecomeTooCheapIsReplaced() async throws {
        var settings = Settings.test
        settings.passwordCost = .init(logRounds: 5, blockSize: 1, parallelism: 1)
        try await withPlane(settings: settings) { fixture in
            func stored() async throws -> String {
                try await fixture.database.read { db in try db.run("select password from users")[0].text(0) }
            }
            #expect(try await stored().hasPrefix("$scrypt$ln=4,"))
            await #expect(throws: ControlPlaneError.self) { try await fixture.logIn("wrong") }
            #expect(try await stored().hasPrefix("$scrypt$ln=4,"))
            _ = try await fixture.logIn()
            #expect(try await stored().hasPrefix("$scrypt$ln=5,"))
            _ = try await fixture.logIn()
            // And not again by one that has begun when it was cheaper.
            let upgraded = try await stored()
            _ = try await fixture.logIn()
            #expect(try await stored() == upgraded)
        }
    }

    @Test func manyAtOnceAreNoWayAroundTheThrottle() async throws {
        let clock = Clock()
        try await withPlane(settings: clock.settings) { fixture in
            let refusals = await withTaskGroup(of: ControlPlaneError?.self) { tasks in
                for i in 0..<40 {
                    tasks.addTask { await refusal { try await fixture.logIn("guess \(i)") } }
                }
                return await tasks.reduce(into: []) { $0.append($1) }
            }
            #expect(refusals.count { $0 == .unauthenticated(.wrongCredentials) } == 5)
            for case .throttled(_, let seconds) in refusals { #expect(seconds == 1) }
            // The right one has to wait too, and then comes in.
            guard case .throttled = await refusal({ try await fixture.logIn() }) else {
                return #expect(Bool(false), "not throttled")
            }
            clock.advance(seconds: 1)
            _ = try await fixture.logIn()
            // Long attacks are noted now and then.
            #expect(try await fixture.activity() == ["login.failed", "login.failed", "login.failed", "login"])
        }
    }

    @Test func whereThePersonHasASessionAnAttackFromElsewhereDoesNotCount() async throws {
        let clock = Clock()
        try await withPlane(settings: clock.settings) { fixture in
            _ = try await fixture.logIn(from: "2001:db8::1")
            // As after a restart: what was in memory is gone, the session is not.
            let database = try Database(path: fixture.path)
            let plane = ControlPlane(
                database: database, publisher: RecordingPublisher(), settings: clock.settings,
                secrets: fixture.plane.secrets)
            func logIn(_ password: String, from address: String) async -> ControlPlaneError? {
                await refusal {
                    let body: JSON = ["email": .string(Fixture.email), "password": .string(password)]
                    return try await plane.logIn(LoginAttempt(reading: body), from: .init(address: IPAddress(address)))
                }
            }
            for i in 0..<30 { _ = await logIn("guess", from: "198.51.100.\(i)") }
            guard case .throttled = await logIn(Fixture.password, from: "203.0.113.1") else {
                return #expect(Bool(false), "not throttled")
            }
            #expect(await logIn(Fixture.password, from: "2001:db8::2") == nil)
            await database.close()
        }
    }

    @Test func aUserHasSoManySessionsAndNoMore() async throws {
        let clock = Clock()
        try await withPlane(settings: clock.settings) { fixture in
            let first = try await fixture.plane.beginSession(of: fixture.caller.user, from: .init())
            for _ in 0..<SessionRows.limit {
                clock.advance(seconds: 1)
                _ = try await fixture.plane.beginSession(of: fixture.caller.user, from: .init())
            }
            #expect(try await fixture.count("sessions") == Int64(SessionRows.limit))
            let error = await refusal { try await fixture.plane.authenticate(accessToken: first.access) }
            #expect(error == .unauthenticated(.invalidJWT))
        }
    }

    @Test(
        arguments: [
            ([:], ["email", "password"]), (["email": 1, "password": nil], ["email", "password"]),
            (["email": "a@b", "password": "x", "code": "", "more": 1], ["code", "more"]),
        ] as [(JSON.Object, [String])])
    func allThatIsWrongWithTheBodyIsNamed(_ body: JSON.Object, _ paths: [String]) {
        #expect(throws: Violations.self) { try LoginAttempt(reading: .object(body)) }
        do { _ = try LoginAttempt(reading: .object(body)) } catch { #expect(error.all.map(\.propertyPath) == paths) }
    }
}
