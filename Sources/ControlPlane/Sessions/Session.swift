import Records
import SQL

/// A login and all that came of it: the access tokens that it gave out end with it.
public struct Session: Sendable, Hashable {
    // In microseconds.
    private static let day: Int64 = 86_400_000_000
    private static let idleLimit = 30 * day
    private static let limit = 90 * day

    public var id: String
    public var createdAt: Int64
    /// When it was begun or renewed last.
    public var usedAt: Int64
    public var expiresAt: Int64
    public var address: String?
    public var userAgent: String?

    static func expiry(begun: Int64, used: Int64) -> Int64 { min(begun + limit, used + idleLimit) }
}

/// Where a session comes from.
public struct SessionOrigin: Sendable {
    private static let userAgentLimit = 200

    public var address: IPAddress?
    public var userAgent: String?

    public init(address: IPAddress? = nil, userAgent: String? = nil) {
        self.address = address
        self.userAgent = userAgent.map { String($0.unicodeScalars.prefix(Self.userAgentLimit)) }
    }
}

/// What somebody shows to go on with a session.
public struct SessionRenewal: Sendable {
    var refresh: SecretToken

    public init(reading body: JSON) throws(Violations) {
        var reader = try BodyReader(body)
        let text = reader.text("refreshToken", 1...SecretToken.limit, isRequired: true)
        try reader.finish()
        refresh = SecretToken(plain: text ?? "")
    }
}

/// What a login or its renewal gives.
public struct SessionTokens: Sendable {
    /// The access token.
    public var access: String
    /// Good for one renewal.
    public var refresh: String
    /// Of the access token; microseconds since 1970.
    public var expiresAt: Int64
}

extension ControlPlane {
    /// Begins a session of a user whom something has proved already. `body` runs in the same transaction.
    func beginSession(
        of user: Int64, from origin: SessionOrigin,
        _ body: @escaping @Sendable (any Connection, _ now: Int64) throws -> Void = { _, _ in }
    ) async throws -> SessionTokens {
        let (id, refresh, now) = (RandomOctets.name(), SecretToken.random(.refresh), settings.now())
        let access = try await accessToken(of: user, session: id)
        // Not `writePeople`: a new session changes no answer that was given.
        try await store.write { db in
            try body(db, now)
            try SessionRows.begin(id, of: user, with: refresh, from: origin, at: now, db)
        }
        return SessionTokens(access: access.text, refresh: refresh.plain, expiresAt: access.expiresAt)
    }

    /// Goes on with the session that gave out the refresh token, which is used up by it. Throws `unauthenticated`; one
    /// that comes a second time ends its session, because one of the two who have shown it has stolen it.
    public func renewSession(_ renewal: SessionRenewal, from origin: SessionOrigin) async throws -> SessionTokens {
        let (old, new, now) = (renewal.refresh, SecretToken.random(.refresh), settings.now())
        // Read first: what nobody gave out does not come as far as the line.
        guard let found = try await store.read({ db in try SessionRows.find(old, at: now, db) }) else {
            throw ControlPlaneError.unauthenticated(.wrongCredentials)
        }
        let access = try await accessToken(of: found.user, session: found.session)
        let isRenewed = try await store.write { db in
            guard let held = try SessionRows.find(old, at: now, db) else { return false }
            guard !held.isUsed else {
                _ = try SessionRows.end(held.session, of: held.user, db)
                let reuse = Activity(
                    "session.revoked", of: held.user, by: .system, from: origin.address,
                    details: ["reason": "a refresh token was used twice"])
                try ActivityRows.note(reuse, at: now, db)
                return false
            }
            try SessionRows.renew(held.session, old, with: new, from: origin, at: now, db)
            return true
        }
        guard isRenewed else {
            tokens.invalidate()
            throw ControlPlaneError.unauthenticated(.wrongCredentials)
        }
        return SessionTokens(access: access.text, refresh: new.plain, expiresAt: access.expiresAt)
    }

    /// Ends the session that the caller came with.
    public func logOut(_ caller: Caller) async throws {
        guard let session = caller.session else { throw ControlPlaneError.forbidden(rule: "in-person") }
        let now = settings.now()
        try await writePeople { db in
            guard try SessionRows.end(session, of: caller.user, db) else { return }
            try ActivityRows.note(Activity("logout", by: caller), at: now, db)
        }
    }

    /// Those of the caller that go on, the one used last first.
    public func sessions(of caller: Caller, offset: Int = 0, limit: Int = 30) async throws -> Listing<Session> {
        try Access.requirePerson(caller)
        let now = settings.now()
        return try await store.read { db in
            try SessionRows.list(of: caller.user, at: now, offset: offset, limit: limit, db)
        }
    }

    public func session(_ id: String, of caller: Caller) async throws -> Session {
        try Access.requirePerson(caller)
        let now = settings.now()
        guard let session = try await store.read({ db in try SessionRows.session(id, of: caller.user, at: now, db) })
        else { throw ControlPlaneError.notFound }
        return session
    }

    /// Ends one of the caller's sessions, and every access token that it gave out.
    public func endSession(_ id: String, of caller: Caller) async throws {
        try Access.requirePerson(caller)
        let now = settings.now()
        try await writePeople { db in
            guard try SessionRows.end(id, of: caller.user, db) else { throw ControlPlaneError.notFound }
            try ActivityRows.note(Activity("session.revoked", by: caller), at: now, db)
        }
    }

    /// The access token of a session, with its expiry.
    private func accessToken(of user: Int64, session: String) async throws -> (text: String, expiresAt: Int64) {
        let claims = AccessClaims(user: user, session: session, at: settings.now())
        return (try await signingKey().sign(claims), claims.exp * 1_000_000)
    }
}
