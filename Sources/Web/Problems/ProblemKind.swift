import Hummingbird

/// Every kind of refusal, by the slug of its `type`; `docs/problems.md` explains each.
enum ProblemKind: String, Sendable, CaseIterable {
    case badRequest = "bad-request"
    case malformedBody = "malformed-body"
    case twoCredentials = "two-credentials"
    case unauthenticated = "unauthenticated"
    case forbidden = "forbidden"
    case limitReached = "limit-reached"
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case notAcceptable = "not-acceptable"
    case conflict = "conflict"
    case preconditionFailed = "precondition-failed"
    case contentTooLarge = "content-too-large"
    case unsupportedMediaType = "unsupported-media-type"
    case constraintViolation = "constraint-violation"
    case internalError = "internal-error"
    case unavailable = "unavailable"

    var status: HTTPResponse.Status {
        switch self {
        case .badRequest, .malformedBody, .twoCredentials: .badRequest
        case .unauthenticated: .unauthorized
        case .forbidden, .limitReached: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .conflict: .conflict
        case .preconditionFailed: .preconditionFailed
        case .contentTooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .constraintViolation: .unprocessableContent
        case .internalError: .internalServerError
        case .unavailable: .serviceUnavailable
        }
    }

    var title: String {
        switch self {
        case .badRequest: "Bad request"
        case .malformedBody: "Unreadable body"
        case .twoCredentials: "Two credentials"
        case .unauthenticated: "Not authenticated"
        case .forbidden: "Not allowed"
        case .limitReached: "Limit reached"
        case .notFound: "Not found"
        case .methodNotAllowed: "Method not allowed"
        case .notAcceptable: "Not acceptable"
        case .conflict: "Conflict"
        case .preconditionFailed: "Precondition failed"
        case .contentTooLarge: "Content too large"
        case .unsupportedMediaType: "Unsupported media type"
        case .constraintViolation: "Constraint violation"
        case .internalError: "Internal error"
        case .unavailable: "Unavailable"
        }
    }

    /// The `@type`, and the last part of `@context`.
    var shortName: String { self == .constraintViolation ? "ConstraintViolation" : "Error" }
}
