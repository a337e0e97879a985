import Hummingbird

/// Every kind of refusal, by the slug of its `type`; `docs/problems.md` explains each.
enum ProblemKind: String, Sendable, CaseIterable {
    case badRequest = "bad-request"
    case malformedBody = "malformed-body"
    case twoCredentials = "two-credentials"
    case unauthenticated = "unauthenticated"
    case totpRequired = "totp-required"
    case forbidden = "forbidden"
    case limitReached = "limit-reached"
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case notAcceptable = "not-acceptable"
    case conflict = "conflict"
    case gone = "gone"
    case preconditionFailed = "precondition-failed"
    case contentTooLarge = "content-too-large"
    case uriTooLong = "uri-too-long"
    case unsupportedMediaType = "unsupported-media-type"
    case constraintViolation = "constraint-violation"
    case tooManyRequests = "too-many-requests"
    case headerTooLarge = "header-too-large"
    case internalError = "internal-error"
    case notImplemented = "not-implemented"
    case unavailable = "unavailable"
    case versionNotSupported = "version-not-supported"

    var status: HTTPResponse.Status {
        switch self {
        case .badRequest, .malformedBody, .twoCredentials: .badRequest
        case .unauthenticated, .totpRequired: .unauthorized
        case .forbidden, .limitReached: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .conflict: .conflict
        case .gone: .gone
        case .preconditionFailed: .preconditionFailed
        case .contentTooLarge: .contentTooLarge
        case .uriTooLong: .uriTooLong
        case .unsupportedMediaType: .unsupportedMediaType
        case .constraintViolation: .unprocessableContent
        case .tooManyRequests: .tooManyRequests
        case .headerTooLarge: .requestHeaderFieldsTooLarge
        case .internalError: .internalServerError
        case .notImplemented: .notImplemented
        case .unavailable: .serviceUnavailable
        case .versionNotSupported: .httpVersionNotSupported
        }
    }

    var title: String {
        switch self {
        case .badRequest: "Bad request"
        case .malformedBody: "Unreadable body"
        case .twoCredentials: "Two credentials"
        case .unauthenticated: "Not authenticated"
        case .totpRequired: "Second factor required"
        case .forbidden: "Not allowed"
        case .limitReached: "Limit reached"
        case .notFound: "Not found"
        case .methodNotAllowed: "Method not allowed"
        case .notAcceptable: "Not acceptable"
        case .conflict: "Conflict"
        case .gone: "Gone"
        case .preconditionFailed: "Precondition failed"
        case .contentTooLarge: "Content too large"
        case .uriTooLong: "URI too long"
        case .unsupportedMediaType: "Unsupported media type"
        case .constraintViolation: "Constraint violation"
        case .tooManyRequests: "Too many requests"
        case .headerTooLarge: "Header too large"
        case .internalError: "Internal error"
        case .notImplemented: "Not implemented"
        case .unavailable: "Unavailable"
        case .versionNotSupported: "Version not supported"
        }
    }

    /// The `@type`, and the last part of `@context`.
    var shortName: String { self == .constraintViolation ? "ConstraintViolation" : "Error" }
}
