import Foundation
import Records
import SQL
import Testing

@testable import ControlPlane

@Suite struct SecondFactorTests {
    /// A user with a second factor, by a clock that stands.
    private struct Enrolled {
        let fixture: Fixture
        let clock: Clock
        let caller: Caller
        let totp: TOTP
        let codes: [String]

        init(_ fixture: Fixture, _ clock: Clock) async throws {
            self.fixture = fixture
            self.clock = clock
            caller = try await fixture.loggedIn()
            let offer = try await fixture.plane.beginSecondFactor(for: caller)
            totp = TOTP(secret: try #require(Self.octets(offer.secret)))
            codes = try await fixture.plane.confirmSecondFactor(
                SecondFactorCode(totp.code(at: TOTP.step(at: clock.now))), for: caller)
        }

        var code: String { totp.code(at: TOTP.step(at: clock.now)) }

        func refused(code: String?) async -> ControlPlaneError? {
            await refusal { try await fixture.logIn(code: code) }
        }

        /// What an app makes of the secret that was typed.
        static func octets(_ base32: String) -> [UInt8]? {
            let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
            let bits = base32.compactMap { digits.firstIndex(of: $0) }.flatMap { value in
                (0..<5).map { value >> (4 - $0) & 1 }
            }
            guard bits.count == base32.count * 5 else { return nil }
            return stride(from: 0, to: bits.count / 8 * 8, by: 8).map { start in
                UInt8(bits[start..<start + 8].reduce(0) { $0 << 1 | $1 })
            }
        }
    }

    private func withEnrolled(_ body: (Enrolled) async throws -> Void) async throws {
        let clock = Clock()
        try await withPlane(settings: clock.settings) { fixture in try await body(Enrolled(fixture, clock)) }
    }

    @Test func fromThenOnAPasswordAloneDoesNotDo() async throws {
        try await withEnrolled { enrolled in
            #expect(await enrolled.refused(code: nil) == .unauthenticated(.totpRequired))
            enrolled.clock.advance(seconds: 30)
            let wrong = enrolled.code == "000000" ? "000001" : "000000"
            #expect(await enrolled.refused(code: wrong) == .unauthenticated(.totpRequired))
            // With a wrong password nobody learns whether there is a second factor.
            let error = await refusal { try await enrolled.fixture.logIn("wrong", code: enrolled.code) }
            #expect(error == .unauthenticated(.wrongCredentials))
            let caller = try await enrolled.fixture.loggedIn(code: enrolled.code)
            #expect(caller.hasSecondFactor)
        }
    }

    @Test func eachCodeIsGoodOnceAndNoneBeforeOneThatWasUsed() async throws {
        try await withEnrolled { enrolled in
            // That of the confirmation is used up.
            #expect(await enrolled.refused(code: enrolled.code) == .unauthenticated(.totpRequired))
            let before = enrolled.code
            enrolled.clock.advance(seconds: 30)
            #expect(await enrolled.refused(code: enrolled.code) == nil)
            #expect(await enrolled.refused(code: enrolled.code) == .unauthenticated(.totpRequired))
            #expect(await enrolled.refused(code: before) == .unauthenticated(.totpRequired))
        }
    }

    @Test func ofTwoAtOnceWithTheSameCodeOneComesIn() async throws {
        try await withEnrolled { enrolled in
            enrolled.clock.advance(seconds: 30)
            let code = enrolled.code
            let refusals = await withTaskGroup(of: ControlPlaneError?.self) { tasks in
                for _ in 0..<4 { tasks.addTask { await enrolled.refused(code: code) } }
                return await tasks.reduce(into: []) { $0.append($1) }
            }
            #expect(refusals.count { $0 == nil } == 1)
        }
    }

    @Test func aRecoveryCodeIsGoodOnceHoweverItIsTyped() async throws {
        try await withEnrolled { enrolled in
            #expect(enrolled.codes.count == 10)
            #expect(Set(enrolled.codes).count == 10)
            #expect(enrolled.codes[0].split(separator: "-").map(\.count) == [4, 4, 4, 4])
            #expect(await enrolled.refused(code: enrolled.codes[0]) == nil)
            #expect(await enrolled.refused(code: enrolled.codes[0]) == .unauthenticated(.totpRequired))
            let typed = enrolled.codes[1].uppercased().replacing("-", with: " ")
            #expect(await enrolled.refused(code: typed) == nil)
            let left = try await enrolled.fixture.count("recovery_codes")
            #expect(left == 8)
        }
    }

    @Test func codesAreNotToBeGuessed() async throws {
        try await withEnrolled { enrolled in
            enrolled.clock.advance(seconds: 30)
            var admitted = 0
            for _ in 0..<200 {
                if case .unauthenticated? = await enrolled.refused(code: "abcdef") { admitted += 1 }
            }
            // From where the person has a session; from elsewhere five.
            #expect(admitted == 10)
        }
    }

    @Test func askingForTheCodeIsNoFailure() async throws {
        try await withEnrolled { enrolled in
            for _ in 0..<20 { #expect(await enrolled.refused(code: nil) == .unauthenticated(.totpRequired)) }
            enrolled.clock.advance(seconds: 30)
            #expect(await enrolled.refused(code: enrolled.code) == nil)
        }
    }

    @Test func itTakesOneOfItsCodesToRemoveIt() async throws {
        try await withEnrolled { enrolled in
            let (plane, caller) = (enrolled.fixture.plane, enrolled.caller)
            let wrong = await refusal { try await plane.removeSecondFactor(SecondFactorCode("123"), for: caller) }
            guard case .invalid(let violations) = wrong else { return #expect(Bool(false), "\(wrong as Any)") }
            #expect(violations.map(\.propertyPath) == ["code"])
            try await plane.removeSecondFactor(SecondFactorCode(enrolled.codes[3]), for: caller)
            #expect(await enrolled.refused(code: nil) == nil)
            #expect(try await enrolled.fixture.count("recovery_codes") == 0)
            let again = await refusal { try await plane.removeSecondFactor(SecondFactorCode("1"), for: caller) }
            #expect(again == .notFound)
        }
    }

    @Test func theOperatorRemovesThatOfWhoLostIt() async throws {
        try await withEnrolled { enrolled in
            let (plane, fixture) = (enrolled.fixture.plane, enrolled.fixture)
            _ = try await fixture.addUser("b@example.net")
            let stranger = try await fixture.loggedIn(as: "b@example.net")
            let error = await refusal { try await plane.removeSecondFactor(of: enrolled.caller.user, for: stranger) }
            #expect(error == .forbidden(rule: "operator"))
            let inPerson = await refusal {
                try await plane.removeSecondFactor(of: enrolled.caller.user, for: fixture.caller)
            }
            #expect(inPerson == .forbidden(rule: "in-person"))
            try await plane.removeSecondFactor(of: enrolled.caller.user, for: enrolled.caller)
            #expect(await enrolled.refused(code: nil) == nil)
            let none = await refusal { try await plane.removeSecondFactor(of: stranger.user, for: enrolled.caller) }
            #expect(none == .notFound)
        }
    }

    @Test func confirmingEndsTheSessionsThatCameWithoutIt() async throws {
        let clock = Clock()
        try await withPlane(settings: clock.settings) { fixture in
            let before = try await fixture.logIn()
            let enrolled = try await Enrolled(fixture, clock)
            let error = await refusal { try await fixture.plane.authenticate(accessToken: before.access) }
            #expect(error == .unauthenticated(.invalidJWT))
            #expect(try await fixture.plane.sessions(of: enrolled.caller, limit: 5).total == 1)
            #expect(try await fixture.activity().last == "second-factor.added")
        }
    }

    @Test func untilItIsConfirmedItDoesNotCount() async throws {
        let clock = Clock()
        try await withPlane(settings: clock.settings) { fixture in
            let caller = try await fixture.loggedIn()
            let none = await refusal {
                try await fixture.plane.confirmSecondFactor(SecondFactorCode("123456"), for: caller)
            }
            guard case .conflict = none else { return #expect(Bool(false), "\(none as Any)") }
            _ = try await fixture.plane.beginSecondFactor(for: caller)
            let wrong = await refusal {
                try await fixture.plane.confirmSecondFactor(SecondFactorCode("12345"), for: caller)
            }
            guard case .invalid = wrong else { return #expect(Bool(false), "\(wrong as Any)") }
            _ = try await fixture.logIn()
            // Begun again it is another.
            let offer = try await fixture.plane.beginSecondFactor(for: caller)
            let totp = TOTP(secret: try #require(Enrolled.octets(offer.secret)))
            let code = SecondFactorCode(totp.code(at: TOTP.step(at: clock.now)))
            _ = try await fixture.plane.confirmSecondFactor(code, for: caller)
            let again = await refusal { try await fixture.plane.beginSecondFactor(for: caller) }
            guard case .conflict = again else { return #expect(Bool(false), "\(again as Any)") }
        }
    }

    @Test func theKeyURIIsWhatAppsRead() {
        let offer = SecondFactorOffer(secret: Array("12345678901234567890".utf8), of: "a+b@example.com")
        #expect(
            offer.uri == "otpauth://totp/Hostmaster:a%2Bb%40example%2Ecom?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=Hostmaster&algorithm=SHA1&digits=6&period=30")
    }

    @Test func theSecretAndTheCodesDoNotLieInTheStoreInClear() async throws {
        try await withEnrolled { enrolled in
            let (secret, hashes) = try await enrolled.fixture.database.read { db in
                (
                    try db.run("select totp_secret from users where totp_secret is not null")[0].blob(0),
                    try db.run("select hash from recovery_codes").map { $0.blob(0) }
                )
            }
            #expect(Data(secret).range(of: Data(enrolled.totp.secret)) == nil)
            for code in enrolled.codes { #expect(!hashes.contains(Array(code.utf8))) }
        }
    }
}
