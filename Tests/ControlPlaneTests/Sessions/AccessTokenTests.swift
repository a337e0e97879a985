import Crypto
import Foundation
import Records
import SQL
import Testing

@testable import ControlPlane

/// What is believed of an access token, and what of one that somebody else made.
@Suite struct AccessTokenTests {
    /// A login of the fixture's user, and what an attacker has: the means to put any token together.
    private struct Login {
        let plane: ControlPlane
        let user: Int64
        let session: String
        let key: SigningKey
        let token: String

        init(_ fixture: Fixture) async throws {
            plane = fixture.plane
            user = fixture.caller.user
            token = try await plane.beginSession(of: user, from: .init()).access
            let session = try await plane.authenticate(accessToken: token).session
            self.session = try #require(session)
            key = try await plane.signingKey()
        }

        var header: JSON.Object { ["alg": "ES256", "typ": "JWT", "kid": .string(key.id)] }

        func claims(_ changes: JSON.Object = [:]) -> JSON.Object {
            let now = Clock.start / 1_000_000
            var claims: JSON.Object = [
                "iss": "hostmaster", "aud": "/api", "sub": .string("\(user)"), "exp": .integer(now + 3_600),
                "nbf": .integer(now), "iat": .integer(now), "jti": "x", "sid": .string(session),
            ]
            for change in changes.members { claims[change.name] = change.value.isNull ? nil : change.value }
            return claims
        }

        func refused(_ token: String) async -> ControlPlaneError? {
            await refusal { try await plane.authenticate(accessToken: token) }
        }

        func signed(_ header: JSON.Object, _ claims: JSON.Object, by secret: [UInt8]? = nil) throws -> String {
            let text = Self.text(header, claims)
            let key = try P256.Signing.PrivateKey(rawRepresentation: secret ?? key.secret)
            return try "\(text).\(Base64URL.text(key.signature(for: Array(text.utf8)).rawRepresentation))"
        }

        static func text(_ header: JSON.Object, _ claims: JSON.Object) -> String {
            "\(Base64URL.text(JSON.object(header).bytes)).\(Base64URL.text(JSON.object(claims).bytes))"
        }
    }

    private func withLogin(_ body: (Login, Fixture, Clock) async throws -> Void) async throws {
        let clock = Clock()
        try await withPlane(settings: clock.settings) { fixture in
            try await body(Login(fixture), fixture, clock)
        }
    }

    @Test func aLoginSpeaksForItsUser() async throws {
        try await withLogin { login, fixture, _ in
            let caller = try await login.plane.authenticate(accessToken: login.token)
            #expect(caller.user == fixture.caller.user)
            #expect(caller.token == nil)
            #expect(caller.isOperator)
            #expect(caller.organizations == fixture.caller.organizations)
            #expect(try await login.plane.authenticate(accessToken: login.token) == caller)
            // The forger of these tests makes good ones, so that what they refuse is refused for its fault.
            #expect(
                try await login.plane.authenticate(accessToken: login.signed(login.header, login.claims())) == caller)
        }
    }

    @Test(
        arguments: [
            ["iss": "other"], ["iss": nil], ["aud": "other"], ["aud": nil], ["aud": ["/api", "other"]], ["sub": "999"],
            ["sub": "-1"], ["sub": "x"], ["sub": nil], ["sub": 1], ["exp": nil], ["exp": "9999999999"],
            ["exp": 9_999_999_999], ["nbf": 1_800_000_060], ["nbf": nil], ["iat": 1_800_000_060], ["iat": nil],
            ["jti": ""], ["jti": nil], ["sid": "other"], ["sid": ""], ["sid": nil],
        ] as [JSON.Object])
    func aClaimThatDoesNotHoldIsRefusedThoughTheSignatureIsOurs(_ changes: JSON.Object) async throws {
        try await withLogin { login, _, _ in
            let token = try login.signed(login.header, login.claims(changes))
            #expect(await login.refused(token) == .unauthenticated(.invalidJWT))
        }
    }

    @Test(
        arguments: [
            ["alg": "none", "typ": "JWT"], ["alg": "none", "typ": "JWT", "kid": "KEY"],
            ["alg": "es256", "typ": "JWT", "kid": "KEY"], ["alg": "ES384", "typ": "JWT", "kid": "KEY"],
            ["typ": "JWT", "kid": "KEY"], ["alg": "ES256", "typ": "JWT"],
            ["alg": "ES256", "typ": "JWT", "kid": "other"],
            ["alg": "ES256", "typ": "JWT", "kid": 1], ["alg": "ES256", "typ": "JWE", "kid": "KEY"],
            ["alg": "ES256", "typ": "JWT", "kid": "KEY", "crit": ["exp"]],
            ["alg": "ES256", "typ": "JWT", "kid": "KEY", "jwk": ["kty": "EC"]],
            ["alg": "ES256", "typ": "JWT", "kid": "KEY", "jku": "https://example.org/"],
        ] as [JSON.Object])
    func anotherHeaderIsRefusedThoughTheSignatureIsOurs(_ header: JSON.Object) async throws {
        try await withLogin { login, _, _ in
            var header = header
            if header["kid"] == "KEY" { header["kid"] = .string(login.key.id) }
            let token = try login.signed(header, login.claims())
            #expect(await login.refused(token) == .unauthenticated(.invalidJWT))
            let unsigned = Login.text(header, login.claims()) + "."
            #expect(await login.refused(unsigned) == .unauthenticated(.invalidJWT))
        }
    }

    @Test func thePublicKeyIsNoSharedSecret() async throws {
        try await withLogin { login, _, _ in
            let key = try P256.Signing.PrivateKey(rawRepresentation: login.key.secret).publicKey
            for algorithm in ["HS256", "ES256"] {
                var header = login.header
                header["alg"] = .string(algorithm)
                let text = Login.text(header, login.claims())
                for secret in [
                    Array(key.pemRepresentation.utf8), Array(key.derRepresentation), Array(key.x963Representation),
                    Array(key.rawRepresentation),
                ] {
                    let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: secret))
                    #expect(await login.refused("\(text).\(Base64URL.text(code))") == .unauthenticated(.invalidJWT))
                }
            }
        }
    }

    @Test func anotherKeysSignatureIsRefused() async throws {
        try await withLogin { login, _, _ in
            let stranger = P256.Signing.PrivateKey()
            let token = try login.signed(login.header, login.claims(), by: Array(stranger.rawRepresentation))
            #expect(await login.refused(token) == .unauthenticated(.invalidJWT))
        }
    }

    @Test func aCharacterThatWasChangedAnywhereIsRefused() async throws {
        try await withLogin { login, _, _ in
            for place in login.token.indices {
                var token = login.token
                token.replaceSubrange(place...place, with: token[place] == "A" ? "B" : "A")
                #expect(await login.refused(token) == .unauthenticated(.invalidJWT), "\(token)")
            }
            for token in ["", ".", "..", "...", login.token + ".", login.token + "=", " " + login.token] {
                #expect(await login.refused(token) == .unauthenticated(.invalidJWT))
            }
        }
    }

    @Test func noOtherSecretOfOursIsAnAccessToken() async throws {
        try await withLogin { login, fixture, _ in
            let tokens = try await login.plane.beginSession(of: login.user, from: .init())
            for text in [tokens.refresh, fixture.bootstrapped.token] {
                _ = try? await login.plane.authenticate(token: text)
                #expect(await login.refused(text) == .unauthenticated(.invalidJWT))
            }
            let error = await refusal { try await login.plane.authenticate(token: login.token) }
            #expect(error == .unauthenticated(.invalidToken))
        }
    }

    @Test func afterAnHourItSaysSo() async throws {
        try await withLogin { login, _, clock in
            let unseen = try login.signed(login.header, login.claims())
            clock.advance(seconds: 3_599)
            _ = try await login.plane.authenticate(accessToken: login.token)
            clock.advance(seconds: 1)
            #expect(await login.refused(login.token) == .unauthenticated(.expiredJWT))
            #expect(await login.refused(unseen) == .unauthenticated(.expiredJWT))
        }
    }

    @Test func itEndsWithItsSessionThoughItWasJustUsed() async throws {
        try await withLogin { login, fixture, _ in
            _ = try await fixture.plane.writePeople { db in
                try SessionRows.end(login.session, of: fixture.caller.user, db)
            }
            #expect(await login.refused(login.token) == .unauthenticated(.invalidJWT))
        }
    }

    @Test func ofAnotherUsersSessionItIsNone() async throws {
        try await withLogin { login, fixture, _ in
            let other = try await fixture.plane.store.write { db in
                try UserRows.create(
                    email: "b@example.net", password: PasswordHash(stored: ""), isOperator: false, at: 0, db)
            }
            let token = try login.signed(login.header, login.claims(["sub": .string("\(other)")]))
            #expect(await login.refused(token) == .unauthenticated(.invalidJWT))
        }
    }

    @Test func aSuspendedUserDoesNotComeIn() async throws {
        try await withLogin { login, fixture, _ in
            _ = try await fixture.plane.writePeople { db in try db.run("update users set suspended = 1") }
            #expect(await login.refused(login.token) == .unauthenticated(.invalidJWT))
        }
    }

    @Test func afterARotationTheOldKeyVerifiesUntilItsTokensHaveExpired() async throws {
        try await withLogin { login, fixture, clock in
            let plane = fixture.plane
            let made = try await plane.rotateSigningKeys()
            let new = try await plane.signingKey()
            #expect(new.id == made)
            #expect(new.id != login.key.id)
            _ = try await plane.authenticate(accessToken: login.token)
            _ = try await plane.authenticate(accessToken: login.signed(login.header, login.claims()))
            // The old one is not only of no use afterwards, it is gone.
            clock.advance(seconds: 3_600 + 121)
            _ = try await plane.rotateSigningKeys()
            #expect(try await plane.verifyingKey(login.key.id) == nil)
            #expect(try await plane.verifyingKey(new.id) != nil)
        }
    }

    @Test func keysThatWereRotatedByAnotherProcessAreFound() async throws {
        try await withLogin { login, fixture, clock in
            let database = try Database(path: fixture.path)
            let beside = ControlPlane(
                database: database, publisher: RecordingPublisher(), settings: clock.settings,
                secrets: fixture.plane.secrets)
            _ = try await beside.rotateSigningKeys()
            let token = try await beside.beginSession(of: login.user, from: .init()).access
            clock.advance(seconds: 2)
            _ = try await fixture.plane.authenticate(accessToken: token)
            let (ours, theirs) = try await (fixture.plane.signingKey().id, beside.signingKey().id)
            #expect(ours == theirs)
            await database.close()
        }
    }

    @Test func aStoreWhoseSecretsAreSealedUnderAnotherKeyIsNotStarted() async throws {
        try await withPlane { fixture in
            try await fixture.plane.openSigningKeys()
            let database = try Database(path: fixture.path)
            let other = ControlPlane(
                database: database, publisher: RecordingPublisher(), settings: .test, secrets: .random())
            await #expect(throws: WrongSecretsKey.self) { try await other.openSigningKeys() }
            await #expect(throws: WrongSecretsKey.self) { _ = try await other.rotateSigningKeys() }
            try await fixture.plane.openSigningKeys()
            await database.close()
        }
    }

    @Test func theKeyDoesNotLieInTheStoreInClear() async throws {
        try await withLogin { login, fixture, _ in
            let stored = try await fixture.database.read { db in
                try db.run("select secret from signing_keys")[0].blob(0)
            }
            #expect(Data(stored).range(of: Data(login.key.secret)) == nil)
        }
    }
}
