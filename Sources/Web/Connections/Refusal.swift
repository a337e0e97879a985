import HTTPTypes
import NIOHTTP1

/// A request that is turned away before anything looks at what it asks for.
struct Refusal: Error, Sendable {
    let problem: Problem
    /// The path that was asked for, where one could be read.
    var path = "/"
    /// The answer to HEAD has no content (RFC 9110 §9.3.2).
    var isHead = false
}

extension Refusal {
    /// Octets of a request target. RFC 9112 §3 recommends to take at least 8,000.
    static let targetLimit = 8_192

    /// Nil for a head that may go on.
    init?(of head: HTTPRequestHead) {
        guard let problem = Self.problem(of: head) else { return nil }
        let path = problem.kind == .uriTooLong ? "/" : String(head.uri.prefix { $0 != "?" })
        self.init(problem: problem.closing, path: path, isHead: head.method == .HEAD)
    }

    private static func problem(of head: HTTPRequestHead) -> Problem? {
        guard head.uri.utf8.count <= targetLimit else { return .uriTooLong }
        // RFC 9112 §6.1: 501 for a coding that is not understood.
        guard head.headers["transfer-encoding"].allSatisfy({ $0.lowercased() == "chunked" }) else {
            return Problem(.notImplemented, "Transfer-Encoding: of all codings chunked alone is taken.")
        }
        return faultOfHost(head).map { Problem(.badRequest, "Host: \($0)") }
    }

    /// Nil for a head of HTTP/2 that may go on. What follows on the connection is told apart from it by its frames.
    init?(of head: HTTPRequest) {
        guard let problem = Self.problem(of: head) else { return nil }
        let path = problem.kind == .uriTooLong ? "/" : String((head.path ?? "/").prefix { $0 != "?" })
        self.init(problem: problem, path: path, isHead: head.method == .head)
    }

    private static func problem(of head: HTTPRequest) -> Problem? {
        guard head.path?.utf8.count ?? 0 <= targetLimit else { return .uriTooLong }
        guard head.headerFields.count <= ConnectionLimits.fields else { return .headerTooLarge }
        // RFC 9113 §8.3.1: either names the host; where both do, they name the same.
        let hosts = Set([head.authority].compactMap(\.self) + head.headerFields[values: .hostField])
        guard let host = hosts.first else { return Problem(.badRequest, ":authority: missing") }
        guard hosts.count == 1 else { return Problem(.badRequest, ":authority and Host name different hosts.") }
        guard !HostField.isValid(host) else { return nil }
        return Problem(.badRequest, ":authority: not a host name or address, and perhaps a port")
    }

    /// RFC 9112 §3.2: 400 without the field in HTTP/1.1, and in any version with two of them or an invalid one.
    private static func faultOfHost(_ head: HTTPRequestHead) -> String? {
        let hosts = head.headers["host"]
        guard let host = hosts.first else {
            return head.version.minor == 0 ? nil : "missing; every request of HTTP/1.1 has one"
        }
        guard hosts.count == 1 else { return "sent \(hosts.count) times; a request has one" }
        return HostField.isValid(host) ? nil : "not a host name or address, and perhaps a port"
    }

    /// What the parser refused; `line` is what was seen of the request line.
    init(_ error: HTTPParserError, in line: RequestLine) {
        let problem =
            switch error {
            case .invalidMethod where line.hasMethod != false:
                Problem(.notImplemented, "No such method is known here. Methods are told apart by case.")
            case .invalidMethod, .invalidURL, .invalidConstant:
                Problem(.badRequest, "The request line cannot be read.")
            case .invalidVersion where line.endsBare:
                Problem(.badRequest, "The request line ends in a line feed without a carriage return.")
            case .invalidVersion, .paused:
                Problem(.versionNotSupported, "HTTP/1.1 and HTTP/1.0 are spoken here.")
            case .headerOverflow:
                line.isComplete ? Problem.headerTooLarge : Problem.uriTooLong
            case .invalidHeaderToken, .lfExpected, .strictModeAssertion:
                Problem(.badRequest, "A header field cannot be read.")
            case .invalidContentLength, .unexpectedContentLength:
                Problem(.badRequest, "Content-Length is not one number, or stands beside Transfer-Encoding.")
            case .invalidChunkSize: Problem(.badRequest, "A chunk of the body cannot be read.")
            case .invalidEOFState, .closedConnection: Problem(.badRequest, "The request ended before it was complete.")
            default: Problem(.badRequest, "The request cannot be read.")
            }
        self.init(problem: problem.closing)
    }
}

extension Problem {
    fileprivate static let headerTooLarge = Problem(
        .headerTooLarge,
        "The head of the request has more than \(ConnectionLimits.head) octets or \(ConnectionLimits.fields) fields.")

    fileprivate static let uriTooLong = Problem(
        .uriTooLong, "The request target has more than \(Refusal.targetLimit) octets.")
}
