import HTTPTypes
import Hummingbird
import Records

/// A refusal as it goes out: problem details (RFC 9457) with the members that this API adds.
struct Problem: Error, Sendable {
    let kind: ProblemKind
    let detail: String
    var violations: [Violation] = []
    /// Members after those of RFC 9457 and the violations, in their order.
    var more = JSON.Object()
    var headers = HTTPFields()

    init(_ kind: ProblemKind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }

    func adding(_ name: HTTPField.Name, _ value: String) -> Problem {
        var problem = self
        problem.headers.append(HTTPField(name: name, value: value))
        return problem
    }

    func adding(_ member: String, _ value: JSON) -> Problem {
        var problem = self
        problem.more.append(member, value)
        return problem
    }

    /// Ends the connection after it: what else the client sends on it cannot be told from the rest of this request.
    var closing: Problem { adding(.connection, "close") }
}

extension Problem {
    static let notFound = Problem(.notFound, "There is nothing here, or nothing that you may see.")

    static func notAcceptable(_ media: [MediaType] = [.jsonLD, .json]) -> Problem {
        Problem(.notAcceptable, "Only \(media.map(\.description).joined(separator: " and ")) can be produced.")
    }

    // RFC 9110 §15.5.16: Accept in the answer names what would be taken; for PATCH also RFC 5789 §3.1.
    static func unsupportedMediaType(_ method: HTTPRequest.Method) -> Problem {
        let forms = JSONBody.forms(for: method).map(\.description)
        let problem = Problem(
            .unsupportedMediaType, "The body must be \(forms.joined(separator: " or ")), uncompressed."
        ).adding(.accept, forms.joined(separator: ", ")).adding(.acceptEncoding, "identity")
        return method == .patch ? problem.adding(.acceptPatch, forms.joined(separator: ", ")) : problem
    }

    static func bodyTooLarge(_ limit: Int = JSONBody.limit) -> Problem {
        Problem(.contentTooLarge, "The body is longer than \(limit) octets.").closing
    }

    static let internalError = Problem(.internalError, "Something failed here. The request id finds it in our log.")

    static func methodNotAllowed(_ method: HTTPRequest.Method, allow: String) -> Problem {
        Problem(.methodNotAllowed, "\(method.rawValue) is not possible here; \(allow) are.").adding(.allow, allow)
    }

    static func invalid(_ violations: [Violation]) -> Problem {
        var problem = Problem(.constraintViolation, Self.lines(violations))
        problem.violations = violations
        return problem
    }

    static func unauthenticated(_ message: String, kind: ProblemKind = .unauthenticated) -> Problem {
        // `code` and `message` are what JWT clients read.
        Problem(kind, message).adding("code", 401).adding("message", .string(message))
            .adding(.wwwAuthenticate, "Bearer")
    }

    static func unavailable(_ detail: String, retryAfter seconds: Int) -> Problem {
        Problem(.unavailable, detail).adding(.retryAfter, String(seconds))
    }

    /// All violations in a line each, for those who show no more than `detail`.
    static func lines(_ violations: [Violation]) -> String {
        violations.map(\.message).joined(separator: "\n")
    }
}
