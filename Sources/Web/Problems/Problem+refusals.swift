import ControlPlane
import HTTPTypes
import Hummingbird
import Records

extension Problem {
    /// Every error that can come up, as the client sees it; nil for one that is a bug of ours.
    ///
    /// `path` is the request's: the ids of a conflict belong to the domain that it names.
    init?(_ error: any Error, at path: String) {
        switch error {
        case let problem as Problem: self = problem
        case let violations as Violations: self = .invalid(violations.all)
        case let error as ControlPlaneError: self = Problem(error, at: path)
        case let error as any HTTPResponseError:
            guard let problem = Problem(error) else { return nil }
            self = problem
        default: return nil
        }
    }

    /// The one switch from what the control plane says to what HTTP says.
    private init(_ error: ControlPlaneError, at path: String) {
        switch error {
        case .unauthenticated(.totpRequired):
            self = .unauthenticated("A valid code of the second factor is required.", kind: .totpRequired)
        case .unauthenticated(let failure): self = .unauthenticated(Self.message(for: failure))
        case .forbidden(let rule):
            self = Problem(.forbidden, "The rule \(rule) does not allow it.").adding("rule", .string(rule))
        case .notFound: self = .notFound
        case .conflict(let violations, let others):
            let iris = others.map { JSON.string(Self.iri(of: $0, at: path)) }
            self = Problem(.conflict, Self.lines(violations)).adding("conflictsWith", .array(iris))
            self.violations = violations
        case .invalid(let violations): self = .invalid(violations)
        case .preconditionFailed:
            self = Problem(.preconditionFailed, "It was changed since the version that If-Match names.")
        case .limitReached(let limit): self = Problem(.limitReached, limit)
        case .throttled(let limit, let seconds):
            self = Problem(.tooManyRequests, limit).adding(.retryAfter, String(seconds))
        case .gone: self = Problem(.gone, "It was here, and is folded away.")
        case .unavailable(let seconds):
            self = .unavailable("Nothing was done. Please try again.", retryAfter: seconds)
        }
    }

    private static func iri(of rival: Rival, at path: String) -> String {
        switch rival {
        case .record(let id): "\(DomainPlace(of: path)?.records ?? "")/\(id)"
        case .domain(let uuid, let organization): DomainPlace(organization: organization, domain: uuid).iri
        case .token(let id): TokenResource.iri(of: id)
        }
    }

    // The words that JWT clients compare.
    private static func message(for failure: AuthenticationFailure) -> String {
        switch failure {
        case .missing: "JWT Token not found"
        case .invalidToken, .expiredToken: "Invalid API token"
        case .wrongCredentials, .totpRequired: "Invalid credentials."
        case .invalidJWT: "Invalid JWT Token"
        case .expiredJWT: "Expired JWT Token"
        }
    }

    /// An error of the framework's own.
    private init?(_ error: any HTTPResponseError) {
        switch error.status {
        case .badRequest: self = Problem(.badRequest, "The request cannot be read.")
        case .notFound: self = .notFound
        case .contentTooLarge: self = .bodyTooLarge()
        case .unsupportedMediaType: self = .unsupportedMediaType(.post)
        default: return nil
        }
    }
}
