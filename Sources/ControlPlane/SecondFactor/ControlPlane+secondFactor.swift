import Foundation
import Records
import SQL

/// A second factor that is not confirmed yet.
public struct SecondFactorOffer: Sendable, Hashable {
    private static let issuer = "Hostmaster"

    /// In base 32, for typing it.
    public var secret: String
    /// For a QR code: the key URI that authenticator apps read.
    public var uri: String

    init(secret: [UInt8], of email: String) {
        self.secret = Base32.text(secret)
        let account = email.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        uri =
            "otpauth://totp/\(Self.issuer):\(account)?secret=\(self.secret)&issuer=\(Self.issuer)&algorithm=SHA1"
            + "&digits=\(TOTP.digits)&period=\(TOTP.period)"
    }
}

extension ControlPlane {
    /// A secret for the caller's authenticator. It counts once a code of it was seen.
    public func beginSecondFactor(for caller: Caller) async throws -> SecondFactorOffer {
        try Access.requirePerson(caller)
        let secret = RandomOctets.octets(TOTP.secretSize)
        let sealed = try secrets.seal(secret, at: SecondFactor.place(caller.user))
        try await store.write { db in
            let rows = try db.run(
                """
                update users set totp_secret = $2, totp_step = 0 where id = $1 and totp_confirmed_at is null
                returning id
                """, caller.user, sealed)
            guard !rows.isEmpty else { throw Self.conflict("there is a second factor already: remove it first") }
        }
        return SecondFactorOffer(secret: secret, of: caller.email)
    }

    /// Turns the second factor on that was begun, and ends the other sessions, which came without it. Returns the
    /// recovery codes, which are shown this once.
    public func confirmSecondFactor(_ code: SecondFactorCode, for caller: Caller) async throws -> [String] {
        try Access.requirePerson(caller)
        let pending = try await store.read { db in
            try db.run("select totp_secret from users where id = $1 and totp_confirmed_at is null", caller.user)
                .first?.blobIfPresent(0)
        }
        guard let pending else { throw Self.conflict("no second factor was begun") }
        let secret = try secrets.open(pending, at: SecondFactor.place(caller.user))
        let now = settings.now()
        guard let step = TOTP(secret: secret).step(of: code.digits, at: now) else {
            throw Self.wrongCode
        }
        let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode.random() }
        try await writePeople { db in
            let rows = try db.run(
                """
                update users set totp_confirmed_at = $3, totp_step = $4, version = version + 1, updated_at = $3
                where id = $1 and totp_secret = $2 and totp_confirmed_at is null returning id
                """, caller.user, pending, now, step)
            guard !rows.isEmpty else { throw Self.conflict("it was begun anew meanwhile") }
            try RecoveryCode.replace(codes, of: caller.user, db)
            try SessionRows.endAll(of: caller.user, except: caller.session, db)
            try ActivityRows.note(Activity("second-factor.added", by: caller), at: now, db)
        }
        return codes.map(\.shown)
    }

    /// Turns it off, which takes one of its codes. Throws `throttled` like a login.
    public func removeSecondFactor(_ code: SecondFactorCode, for caller: Caller) async throws {
        try Access.requirePerson(caller)
        let sealed = try await store.read { db in
            try db.run("select totp_secret from users where id = $1 and totp_confirmed_at is not null", caller.user)
                .first?.blobIfPresent(0)
        }
        guard let sealed else { throw ControlPlaneError.notFound }
        let factor = SecondFactor(
            user: caller.user, secret: try secrets.open(sealed, at: SecondFactor.place(caller.user)))
        let attempt = try logins.admit(caller.email, from: caller.address, isKnown: true)
        let now = settings.now()
        do {
            try await writePeople { db in
                try factor.use(code, at: now, db)
                try Self.clearSecondFactor(of: caller.user, at: now, db)
                try ActivityRows.note(Activity("second-factor.removed", by: caller), at: now, db)
            }
        } catch ControlPlaneError.unauthenticated(.totpRequired) {
            throw Self.wrongCode
        } catch {
            logins.withdrew(attempt)
            throw error
        }
        logins.succeeded(attempt)
    }

    /// The operator's help for who has lost the authenticator and the recovery codes.
    public func removeSecondFactor(of user: Int64, for caller: Caller) async throws {
        try Access.requireOperator(caller)
        try Access.requirePerson(caller)
        let now = settings.now()
        try await writePeople { db in
            guard let user = try UserRows.find(user, db), user.hasSecondFactor else { throw ControlPlaneError.notFound }
            try Self.clearSecondFactor(of: user.id, at: now, db)
            let removal = Activity(
                "second-factor.removed", of: user.id, by: caller.actor, from: caller.address, subject: user.email)
            try ActivityRows.note(removal, at: now, db)
        }
    }

    private static func clearSecondFactor(of user: Int64, at now: Int64, _ db: any Connection) throws {
        try RecoveryCode.replace([], of: user, db)
        try db.run(
            """
            update users set totp_secret = null, totp_confirmed_at = null, totp_step = 0, version = version + 1,
                updated_at = $2
            where id = $1
            """, user, now)
    }

    private static func conflict(_ message: String) -> ControlPlaneError {
        .conflict([Violation("", .conflict, message)], with: [])
    }

    private static var wrongCode: ControlPlaneError {
        .invalid([Violation("code", .notAllowed, "code: not one that is good now")])
    }
}
