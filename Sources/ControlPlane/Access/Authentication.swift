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
        if let expiresAt = answer.expiresAt, expiresAt <= settings.now() {
            throw ControlPlaneError.unauthenticated(.expiredToken)
        }
        return answer.caller
    }

    private static func answer(for hash: TokenHash, _ db: any Connection) throws -> TokenCache.Answer? {
        let rows = try db.run(
            """
            select t.id, t.name, t.limited, t.expires_at, u.id, u.email, u.operator
            from api_tokens t join users u on u.id = t.user_id
            where t.hash = $1 and u.suspended = 0
            """, hash.bytes)
        guard let row = rows.first else { return nil }
        let token = Caller.Token(id: row.integer(0), name: row.text(1))
        // A token limited to some organizations stays limited when they are gone.
        let members = try db.run(
            """
            select organization, role from members
            where user_id = $1
                and ($2 = 0 or organization in (select organization from api_token_organizations where token = $3))
            """, row.integer(4), row.integer(2), token.id)
        var organizations: [Int64: Role] = [:]
        for member in members { organizations[member.integer(0)] = Role(rawValue: member.text(1)) }
        let caller = Caller(
            user: row.integer(4), email: row.text(5), isOperator: row.integer(6) != 0, token: token,
            organizations: organizations)
        return TokenCache.Answer(caller: caller, expiresAt: row.integerIfPresent(3))
    }

    /// A write to users, members or tokens: whatever comes of it, no answer given before it is trusted afterwards.
    func writePeople<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        defer { tokens.invalidate() }
        return try await store.write(body)
    }
}
