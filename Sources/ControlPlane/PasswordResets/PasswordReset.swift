import Records
import SQL

/// Leave to set a user's password, to be handed over to that user.
public struct PasswordReset: Sendable {
    /// Shown this once.
    public var token: String
    public var expiresAt: Int64
}

/// Whose password is to be reset.
public struct PasswordResetRequest: Sendable {
    var email: String

    public init(reading body: JSON) throws(Violations) {
        var reader = try BodyReader(body)
        let text = reader.text("email", Credentials.emailLength, isRequired: true)
        try reader.finish()
        email = Credentials.folded(text ?? "")
    }
}

/// What is sent with a reset's token.
public struct PasswordResetAnswer: Sendable {
    var token: String
    var password: String

    public init(reading body: JSON) throws(Violations) {
        var reader = try BodyReader(body)
        let token = reader.text("token", 1...SecretToken.limit, isRequired: true)
        let password = reader.newPassword(of: nil)
        try reader.finish()
        self.token = token ?? ""
        self.password = password ?? ""
    }
}

/// A password in the place of another.
public struct PasswordChange: Sendable {
    var current: String
    var password: String

    public init(reading body: JSON) throws(Violations) {
        var reader = try BodyReader(body)
        let current = reader.password("currentPassword")
        let password = reader.newPassword(of: nil)
        try reader.finish()
        self.current = current ?? ""
        self.password = password ?? ""
    }
}

extension ControlPlane {
    // In microseconds. A mail is read at once, or not at all; the operator's word may take a day.
    private static let mailedLifetime: Int64 = 3_600_000_000
    private static let givenLifetime: Int64 = 86_400_000_000

    /// A password instead of the caller's, which ends the caller's other sessions. Throws `throttled` like a login.
    public func changePassword(_ change: PasswordChange, for caller: Caller) async throws {
        try Access.requirePerson(caller)
        try Credentials.check(password: change.password, of: caller.email, at: "password")
        try await checkPassword(change.current, at: "currentPassword", of: caller)
        let hash = try await passwords.hash(change.password, isKnown: true)
        let now = settings.now()
        try await writePeople { db in
            try UserRows.setPassword(hash, of: caller.user, at: now, db)
            try PasswordResetRows.end(of: caller.user, db)
            try SessionRows.endAll(of: caller.user, except: caller.session, db)
            try ActivityRows.note(Activity("password.changed", by: caller), at: now, db)
        }
    }

    /// The operator's help for who has forgotten the password.
    public func makePasswordReset(of user: Int64, for caller: Caller) async throws -> PasswordReset {
        try Access.requireOperator(caller)
        try Access.requirePerson(caller)
        let (token, now) = (SecretToken.random(.passwordReset), settings.now())
        let expiry = now + Self.givenLifetime
        try await store.write { db in
            guard let user = try UserRows.find(user, db) else { throw ControlPlaneError.notFound }
            try PasswordResetRows.replace(with: token, of: user.id, until: expiry, at: now, db)
            let made = Activity(
                "password-reset.created", of: user.id, by: caller.actor, from: caller.address, subject: user.email)
            try ActivityRows.note(made, at: now, db)
        }
        return PasswordReset(token: token.plain, expiresAt: expiry)
    }

    /// Mails a reset to the address, if it is somebody's and there is a way to mail. Nobody can tell: neither by the
    /// answer nor by its time, because all of it is done afterwards. Throws `throttled` for a source that asks a lot.
    public func requestPasswordReset(
        _ request: PasswordResetRequest, from address: IPAddress?
    ) throws(ControlPlaneError) {
        let (email, now) = (request.email, settings.now())
        guard paces.take(.resetFromSource(.init(address)), at: now) else {
            throw .throttled("Too many resets were asked for from here.", retryAfter: 3_600)
        }
        guard paces.take(.resetOfAccount(email), at: now) else { return }
        outbox?.post { try await self.passwordResetMail(to: email, from: address) }
    }

    private func passwordResetMail(to email: String, from address: IPAddress?) async throws -> Mail? {
        let (token, now) = (SecretToken.random(.passwordReset), settings.now())
        let isSomebodys = try await store.write { db in
            guard let id = try UserRows.id(of: email, db), let user = try UserRows.find(id, db), !user.isSuspended
            else { return false }
            try PasswordResetRows.replace(with: token, of: id, until: now + Self.mailedLifetime, at: now, db)
            try ActivityRows.note(
                Activity("password-reset.created", of: id, by: .system, from: address), at: now, db)
            return true
        }
        return isSomebodys ? .passwordReset(token, to: email, at: settings.publicURL) : nil
    }

    /// Sets the password that the reset is for; ends every session of its user. Throws `invalid`.
    public func resetPassword(_ answer: PasswordResetAnswer, from address: IPAddress?) async throws {
        let (token, now) = (SecretToken(plain: answer.token), settings.now())
        // Before the hash, which strangers must not make us work out.
        let email = try await store.read { db in try Self.user(of: token, at: now, db).email }
        try Credentials.check(password: answer.password, of: email, at: "password")
        let hash = try await passwords.hash(answer.password, isKnown: true)
        try await writePeople { db in
            let user = try Self.user(of: token, at: now, db)
            try UserRows.setPassword(hash, of: user.id, at: now, db)
            try PasswordResetRows.end(of: user.id, db)
            try SessionRows.endAll(of: user.id, db)
            let reset = Activity(
                "password.reset", of: user.id, by: Actor(.user, id: user.id, name: user.email), from: address)
            try ActivityRows.note(reset, at: now, db)
        }
    }

    private static func user(of token: SecretToken, at now: Int64, _ db: any Connection) throws -> User {
        guard let user = try PasswordResetRows.user(of: token, at: now, db) else {
            let message = "token: not one that is good now; each is good for a while, and once"
            throw ControlPlaneError.invalid([Violation("token", .notAllowed, message)])
        }
        return user
    }
}
