import Records
import SQL

/// What somebody says to come in.
public struct LoginAttempt: Sendable {
    var email: String
    var password: String
    /// Of the second factor: six digits, or a recovery code.
    var code: SecondFactorCode?

    public init(reading body: JSON) throws(Violations) {
        var reader = try BodyReader(body)
        let email = reader.text("email", Credentials.emailLength, isRequired: true)
        let password = reader.password()
        code = reader.text("code", SecondFactorCode.length).map { SecondFactorCode($0) }
        try reader.finish()
        self.email = Credentials.folded(email ?? "")
        self.password = password ?? ""
    }
}

extension ControlPlane {
    /// Begins a session. Throws `unauthenticated`, the same and after as long for an address that nobody has, and
    /// `throttled`.
    public func logIn(_ login: LoginAttempt, from origin: SessionOrigin) async throws -> SessionTokens {
        let account = try await store.read { db in try LoginAccount.find(login.email, db) }
        let attempt = try logins.admit(
            login.email, from: origin.address, isKnown: account?.knows(origin.address) ?? false)
        let (tokens, password): (SessionTokens, PasswordHash)
        do {
            let isRight = try await passwords.matches(
                login.password, account?.password, isKnown: attempt.isKnown)
            guard isRight, let account, !account.isSuspended else {
                throw ControlPlaneError.unauthenticated(.wrongCredentials)
            }
            let factor = try account.factor(secrets)
            if factor != nil, login.code == nil { throw ControlPlaneError.unauthenticated(.totpRequired) }
            tokens = try await beginSession(of: account.user, from: origin) { db, now in
                try factor?.use(login.code ?? SecondFactorCode(""), at: now, db)
                let actor = Actor(.user, id: account.user, name: account.email)
                try ActivityRows.note(
                    Activity("login", of: account.user, by: actor, from: origin.address), at: now, db)
            }
            password = account.password
        } catch {
            try await settle(attempt, error, of: account, withCode: login.code != nil, from: origin.address)
            throw error
        }
        logins.succeeded(attempt)
        // Not worth a login: it may be done with the next one.
        try? await upgrade(password, to: login.password, of: account?.user)
        return tokens
    }

    /// Has the caller prove the password again; throws `throttled` and `invalid`.
    func checkPassword(_ password: String, at path: String, of caller: Caller) async throws {
        let attempt = try logins.admit(caller.email, from: caller.address, isKnown: true)
        do {
            let hash = try await store.read { db in try UserRows.password(of: caller.user, db) }
            guard try await passwords.matches(password, hash, isKnown: true) else {
                throw ControlPlaneError.invalid([Violation(path, .notAllowed, "\(path): not your password")])
            }
        } catch {
            if case .invalid? = error as? ControlPlaneError { throw error }
            logins.withdrew(attempt)
            throw error
        }
        logins.succeeded(attempt)
    }

    /// What a failed attempt leaves behind: for an address that nobody has the same, so that it takes as long.
    private func settle(
        _ attempt: LoginThrottle.Attempt, _ error: any Error, of account: LoginAccount?, withCode: Bool,
        from address: IPAddress?
    ) async throws {
        let now = settings.now()
        switch error as? ControlPlaneError {
        // The password was right: to be asked for the code is no failure.
        case .unauthenticated(.totpRequired) where !withCode: logins.withdrew(attempt)
        case .unauthenticated:
            // An address that goes on for long is told of now and then: nobody fills the store from outside.
            guard attempt.failures.nonzeroBitCount == 1, paces.take(.failureNote, at: now) else {
                return
            }
            let failure = Activity(
                "login.failed", of: account?.user, by: .system, from: address, subject: account?.email,
                details: ["failures": .integer(Int64(attempt.failures))])
            try await store.write { db in try ActivityRows.note(failure, at: now, db) }
        default: logins.withdrew(attempt)
        }
    }

    private func upgrade(_ old: PasswordHash, to password: String, of user: Int64?) async throws {
        guard let user, passwords.isOutgrown(old) else { return }
        let new = try await passwords.hash(password, isKnown: true)
        try await store.write { db in try UserRows.upgrade(old, to: new, of: user, db) }
    }
}

/// What a login needs to know of the account.
private struct LoginAccount: Sendable {
    let user: Int64
    let email: String
    let password: PasswordHash
    let isSuspended: Bool
    /// Sealed; nil where there is no second factor.
    let totp: [UInt8]?
    /// Where its sessions have come from.
    let addresses: [String]

    static func find(_ email: String, _ db: any Connection) throws -> LoginAccount? {
        let rows = try db.run(
            """
            select id, password, suspended, case when totp_confirmed_at is null then null else totp_secret end
            from users where email = $1
            """, email)
        guard let row = rows.first else { return nil }
        let addresses = try db.run(
            "select distinct address from sessions where user_id = $1 and address is not null", row.integer(0))
        return LoginAccount(
            user: row.integer(0), email: email, password: PasswordHash(stored: row.text(1)),
            isSuspended: row.integer(2) != 0, totp: row.blobIfPresent(3), addresses: addresses.map { $0.text(0) })
    }

    func knows(_ address: IPAddress?) -> Bool {
        let source = LoginThrottle.Source(address)
        return addresses.contains { LoginThrottle.Source(IPAddress($0)) == source }
    }

    func factor(_ secrets: SecretBox) throws -> SecondFactor? {
        try totp.map { try SecondFactor(user: user, secret: secrets.open($0, at: SecondFactor.place(user))) }
    }
}
