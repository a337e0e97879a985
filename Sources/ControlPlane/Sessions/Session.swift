import SQL

/// A login and all that came of it: the access tokens that it gave out end with it.
public struct Session: Sendable, Hashable {
    // In microseconds.
    private static let day: Int64 = 86_400_000_000
    private static let idleLimit = 30 * day
    private static let limit = 90 * day

    public var id: String
    public var createdAt: Int64
    public var usedAt: Int64
    public var expiresAt: Int64
    public var address: String?
    public var userAgent: String?

    static func expiry(begun: Int64, used: Int64) -> Int64 { min(begun + limit, used + idleLimit) }
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
    /// The access token of a session, with its expiry.
    func accessToken(of user: Int64, session: String) async throws -> (text: String, expiresAt: Int64) {
        let claims = AccessClaims(user: user, session: session, at: settings.now())
        return (try await signingKey().sign(claims), claims.exp * 1_000_000)
    }

    /// Begins a session of a user whom something has proved already. `body` runs in the same transaction.
    func beginSession(
        of user: Int64, from origin: SessionRows.Origin,
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
}
