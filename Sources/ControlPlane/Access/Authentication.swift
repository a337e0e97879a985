import Crypto
import SQL

extension ControlPlane {
    /// The caller behind a plain API token; throws `unauthenticated`.
    ///
    /// A token seen lately costs a hash and a look-up in memory.
    public func authenticate(token text: String) async throws -> Caller {
        guard let token = APIToken(text) else { throw ControlPlaneError.unauthenticated(.invalidToken) }
        let hash = token.hash
        let answer: TokenCache.Answer
        if let known = tokens.answer(for: hash) {
            answer = known
        } else {
            let generation = tokens.generation
            guard let found = try await store.read({ db in try Self.answer(for: hash, db) }) else {
                throw ControlPlaneError.unauthenticated(.invalidToken)
            }
            tokens.remember(found, for: hash, asOf: generation)
            answer = found
        }
        let now = settings.now()
        if let expiresAt = answer.expiresAt, expiresAt <= now {
            throw ControlPlaneError.unauthenticated(.expiredToken)
        }
        if let id = answer.caller.token?.id { lastUses.note(id, at: now) }
        return answer.caller
    }

    /// The caller behind an access token; throws `unauthenticated`.
    ///
    /// Its signature and its session are looked at once; afterwards it costs what an API token does.
    public func authenticate(accessToken text: String) async throws -> Caller {
        guard let token = SignedText(text) else { throw ControlPlaneError.unauthenticated(.invalidJWT) }
        let hash = TokenHash(SHA256.hash(data: Array(text.utf8)))
        if let known = tokens.answer(for: hash) {
            guard let expiresAt = known.expiresAt, expiresAt > settings.now() else {
                throw ControlPlaneError.unauthenticated(.expiredJWT)
            }
            return known.caller
        }
        let generation = tokens.generation
        guard let key = try await verifyingKey(token.key), let claims = try? await key.verify(token) else {
            throw ControlPlaneError.unauthenticated(.invalidJWT)
        }
        let now = settings.now()
        let user = try claims.user(at: now)
        let found = try await store.read { db in try SessionRows.caller(claims.sid, of: user, at: now, db) }
        guard let (caller, sessionExpiry) = found else { throw ControlPlaneError.unauthenticated(.invalidJWT) }
        let answer = TokenCache.Answer(caller: caller, expiresAt: min(claims.exp * 1_000_000, sessionExpiry))
        tokens.remember(answer, for: hash, asOf: generation)
        return caller
    }

    private static func answer(for hash: TokenHash, _ db: any Connection) throws -> TokenCache.Answer? {
        let rows = try db.run(
            """
            select t.id, t.name, t.limited, t.expires_at, u.id, u.email, u.operator, t.permissions,
                case when u.totp_confirmed_at is null then 0 else 1 end
            from api_tokens t join users u on u.id = t.user_id
            where t.hash = $1 and u.suspended = 0
            """, hash.bytes)
        guard let row = rows.first else { return nil }
        let token = Caller.Token(
            id: row.integer(0), name: row.text(1), permissions: try row.textIfPresent(7).map(Permission.stored),
            isLimited: row.integer(2) != 0)
        // A token limited to some organizations stays limited when they are gone.
        let caller = Caller(
            user: row.integer(4), email: row.text(5), isOperator: row.integer(6) != 0,
            hasSecondFactor: row.integer(8) != 0, token: token,
            organizations: try MemberRows.memberships(of: row.integer(4), token: token, db))
        return TokenCache.Answer(caller: caller, expiresAt: row.integerIfPresent(3))
    }

    /// A write to users, members or tokens: whatever comes of it, no answer given before it is trusted afterwards.
    @discardableResult
    func writePeople<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        defer { tokens.invalidate() }
        return try await store.write(body)
    }
}
