import Records

/// Every way in which the control plane says no; what is not in here is a bug of ours.
public enum ControlPlaneError: Error, Sendable, Hashable {
    case unauthenticated(AuthenticationFailure)
    /// The caller may see the thing, but not do this; `rule` is the one that refused.
    case forbidden(rule: String)
    /// No such thing, or another organization's: nobody can tell which.
    case notFound
    /// What is stored forbids it; `with` is what is in the way, as far as the caller may read it.
    case conflict([Violation], with: [Rival])
    case invalid([Violation])
    /// The thing is of another version than the caller expected (RFC 9110 §13.1.1).
    case preconditionFailed
    case limitReached(String)
    /// Too often; seconds until another try makes sense.
    case throttled(String, retryAfter: Int)
    /// It was there, and is folded away.
    case gone
    /// Nothing was done; seconds until another try makes sense.
    case unavailable(retryAfter: Int)
}

public enum AuthenticationFailure: Sendable, Hashable {
    case missing
    /// Not a token of ours, one that was revoked, or one with a typing error.
    case invalidToken
    case expiredToken
    case wrongCredentials
    /// The password is right, and the code of the second factor is missing or wrong.
    case totpRequired
    /// No access token of ours, or one whose session has ended.
    case invalidJWT
    case expiredJWT
}
