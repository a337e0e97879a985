import Logging
import Records
import SQL
import Testing

@testable import ControlPlane

@Suite struct PasswordResetTests {
    private static let new = "another horse"

    private func answer(_ token: String, _ password: String = new) throws -> PasswordResetAnswer {
        try PasswordResetAnswer(reading: ["token": .string(token), "password": .string(password)])
    }

    private func change(_ current: String, _ password: String = new) throws -> PasswordChange {
        try PasswordChange(reading: ["currentPassword": .string(current), "password": .string(password)])
    }

    /// The paths of what is wrong.
    private func violations(_ error: ControlPlaneError?) -> [String]? {
        guard case .invalid(let violations) = error else { return nil }
        return violations.map(\.propertyPath)
    }

    @Test func changingItEndsTheOtherSessions() async throws {
        try await withPlane { fixture in
            let other = try await fixture.logIn()
            let caller = try await fixture.loggedIn()
            try await fixture.plane.changePassword(change(Fixture.password), for: caller)
            let error = await refusal { try await fixture.plane.authenticate(accessToken: other.access) }
            #expect(error == .unauthenticated(.invalidJWT))
            #expect(try await fixture.plane.sessions(of: caller, limit: 5).total == 1)
            #expect(await refusal { try await fixture.logIn() } == .unauthenticated(.wrongCredentials))
            _ = try await fixture.logIn(Self.new)
            #expect(try await fixture.activity().contains("password.changed"))
        }
    }

    @Test func changingItTakesTheOldOneAndAGoodNewOne() async throws {
        try await withPlane { fixture in
            let caller = try await fixture.loggedIn()
            for (current, password, path) in [
                ("wrong", Self.new, "currentPassword"), (Fixture.password, Fixture.email, "password"),
            ] {
                let error = await refusal {
                    try await fixture.plane.changePassword(change(current, password), for: caller)
                }
                #expect(violations(error) == [path])
            }
            #expect(throws: Violations.self) { try change(Fixture.password, "short") }
            let byToken = await refusal {
                try await fixture.plane.changePassword(change(Fixture.password), for: fixture.caller)
            }
            #expect(byToken == .forbidden(rule: "in-person"))
        }
    }

    @Test func whoStoleASessionDoesNotGuessThePasswordWithIt() async throws {
        let clock = Clock()
        try await withPlane(settings: clock.settings) { fixture in
            let caller = try await fixture.loggedIn()
            var guesses = 0
            for i in 0..<50 {
                let error = await refusal { try await fixture.plane.changePassword(change("guess \(i)"), for: caller) }
                if case .invalid = error { guesses += 1 }
            }
            #expect(guesses == 10)
        }
    }

    @Test func theOperatorsResetIsGoodOnceAndEndsEverySession() async throws {
        let clock = Clock()
        try await withPlane(settings: clock.settings) { fixture in
            let plane = fixture.plane
            let user = try await fixture.addUser("b@example.net")
            let session = try await fixture.logIn(as: "b@example.net")
            let caller = try await fixture.loggedIn()
            let reset = try await plane.makePasswordReset(of: user, for: caller)
            #expect(reset.expiresAt == clock.now + 86_400_000_000)
            try await plane.resetPassword(answer(reset.token), from: nil)
            let error = await refusal { try await plane.authenticate(accessToken: session.access) }
            #expect(error == .unauthenticated(.invalidJWT))
            _ = try await fixture.logIn(Self.new, as: "b@example.net")
            #expect(
                await violations(refusal { try await plane.resetPassword(answer(reset.token), from: nil) }) == ["token"]
            )
            let activity = try await fixture.activity()
            #expect(activity.contains("password-reset.created"))
            #expect(activity.contains("password.reset"))
        }
    }

    @Test func ofSeveralResetsTheNewestIsGoodAndForADay() async throws {
        let clock = Clock()
        try await withPlane(settings: clock.settings) { fixture in
            let plane = fixture.plane
            let caller = try await fixture.loggedIn()
            let old = try await plane.makePasswordReset(of: caller.user, for: caller)
            let new = try await plane.makePasswordReset(of: caller.user, for: caller)
            #expect(
                await violations(refusal { try await plane.resetPassword(answer(old.token), from: nil) }) == ["token"])
            clock.advance(seconds: 86_400)
            #expect(
                await violations(refusal { try await plane.resetPassword(answer(new.token), from: nil) }) == ["token"])
        }
    }

    @Test func strangersDoNotMakeUsWorkOutHashes() async throws {
        try await withPlane { fixture in
            let before = fixture.plane.passwords.count
            let error = await refusal { try await fixture.plane.resetPassword(answer("hmp_x"), from: nil) }
            #expect(violations(error) == ["token"])
            #expect(fixture.plane.passwords.count == before)
        }
    }

    @Test func aChangedPasswordVoidsTheResetThatWasAskedFor() async throws {
        try await withPlane { fixture in
            let caller = try await fixture.loggedIn()
            let reset = try await fixture.plane.makePasswordReset(of: caller.user, for: caller)
            try await fixture.plane.changePassword(change(Fixture.password), for: caller)
            let error = await refusal { try await fixture.plane.resetPassword(answer(reset.token), from: nil) }
            #expect(violations(error) == ["token"])
        }
    }

    @Test func onlyAnOperatorInPersonMakesOne() async throws {
        try await withPlane { fixture in
            let user = try await fixture.addUser("b@example.net")
            let stranger = try await fixture.loggedIn(as: "b@example.net")
            for (caller, rule) in [(stranger, "operator"), (fixture.caller, "in-person")] {
                let error = await refusal { try await fixture.plane.makePasswordReset(of: user, for: caller) }
                #expect(error == .forbidden(rule: rule))
            }
            let caller = try await fixture.loggedIn()
            #expect(await refusal { try await fixture.plane.makePasswordReset(of: 999, for: caller) } == .notFound)
        }
    }

    @Test func aMailBringsTheTokenToTheAddressAndToNoOther() async throws {
        let sent = SentMails()
        let clock = Clock()
        var settings = clock.settings
        settings.publicURL = "https://dns.example.net"
        try await withPlane(settings: settings, mailer: { sent.note($0) }) { fixture in
            let plane = fixture.plane
            let sending = Task { await plane.sendMails(Logger(label: "test")) }
            for email in ["nobody@example.net", "Owner@example.net"] {
                try plane.requestPasswordReset(PasswordResetRequest(reading: ["email": .string(email)]), from: nil)
            }
            let mail = try await sent.mail(0)
            #expect(mail.recipient == Fixture.email)
            #expect(mail.text.contains("\n    https://dns.example.net/api/auth/password-reset/confirm\n"))
            let token = try #require(mail.text.split(separator: "\n    ").dropFirst().first?.prefix { $0 != "\n" })
            #expect(token.hasPrefix("hmp_"))
            clock.advance(seconds: 3_599)
            try await plane.resetPassword(answer(String(token)), from: nil)
            _ = try await fixture.logIn(Self.new)
            sending.cancel()
            await sending.value
            #expect(sent.count == 1)
        }
    }

    @Test func nobodysMailboxIsFilledAndASourceThatAsksALotIsTold() async throws {
        let sent = SentMails()
        try await withPlane(settings: Clock().settings, mailer: { sent.note($0) }) { fixture in
            let plane = fixture.plane
            let sending = Task { await plane.sendMails(Logger(label: "test")) }
            for i in 0..<20 {
                let request = try PasswordResetRequest(reading: ["email": .string(Fixture.email)])
                try plane.requestPasswordReset(request, from: IPAddress("192.0.2.\(i)"))
            }
            _ = try await sent.mail(2)
            for i in 0..<20 {
                let request = try PasswordResetRequest(reading: ["email": .string("\(i)@example.net")])
                try plane.requestPasswordReset(request, from: IPAddress("198.51.100.1"))
            }
            let request = try PasswordResetRequest(reading: ["email": "x@example.net"])
            let error = await refusal { try plane.requestPasswordReset(request, from: IPAddress("198.51.100.1")) }
            guard case .throttled = error else { return #expect(Bool(false), "\(error as Any)") }
            sending.cancel()
            await sending.value
            #expect(sent.count == 3)
        }
    }
}
