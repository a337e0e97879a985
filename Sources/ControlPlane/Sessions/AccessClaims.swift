import JWTKit

/// What an access token says (RFC 7519 §4.1): who came, by which login, and until when. Times are seconds.
struct AccessClaims: JWTPayload, Hashable {
    static let issuer = "hostmaster"
    static let audience = "/api"
    static let lifetime: Int64 = 3_600
    // A clock that was set back a little must not refuse what it has just given out.
    private static let leeway: Int64 = 5

    var iss = AccessClaims.issuer
    var aud = AccessClaims.audience
    var sub: String
    var exp: Int64
    var nbf: Int64
    var iat: Int64
    var jti: String
    /// The login: when its session ends, so does the token.
    var sid: String

    /// `now` in microseconds.
    init(user: Int64, session: String, at now: Int64) {
        sub = "\(user)"
        iat = now / 1_000_000
        nbf = iat
        exp = iat + Self.lifetime
        jti = RandomOctets.name()
        sid = session
    }

    /// The user, if all claims hold; throws `unauthenticated`. `now` in microseconds.
    func user(at now: Int64) throws(ControlPlaneError) -> Int64 {
        let now = now / 1_000_000
        guard iss == Self.issuer, aud == Self.audience, let user = Int64(sub), !jti.isEmpty, !sid.isEmpty,
            nbf <= now + Self.leeway, iat <= now + Self.leeway, exp - iat <= Self.lifetime
        else { throw .unauthenticated(.invalidJWT) }
        guard now < exp else { throw .unauthenticated(.expiredJWT) }
        return user
    }

    // The header said so; this is the key's own word for it.
    func verify(using algorithm: some JWTAlgorithm) throws {
        guard algorithm.name == SigningKey.algorithm else { throw ControlPlaneError.unauthenticated(.invalidJWT) }
    }
}
