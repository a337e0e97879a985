import Hummingbird
import Records

/// Reads the body of a request as JSON, with every reason for which it may not be one told apart.
enum JSONBody {
    static let limit = 1 << 20
    private static let depth = 64

    /// What a body may be in a request of that method.
    static func forms(for method: HTTPRequest.Method) -> [MediaType] {
        method == .patch ? [.mergePatch, .json] : [.json, .jsonLD]
    }

    static func read(_ request: Request) async throws -> JSON {
        guard let body = try await readIfAny(request) else { throw Problem(.malformedBody, "The body is empty.") }
        return body
    }

    /// Nil for an empty body.
    static func readIfAny(_ request: Request) async throws -> JSON? {
        try checkForm(of: request)
        let octets = try await octets(of: request)
        guard !octets.isEmpty else { return nil }
        guard request.headers[.contentType] != nil else { throw Problem.unsupportedMediaType(request.method) }
        do {
            return try JSON(parsing: octets, maximumDepth: depth)
        } catch {
            if case .depth(let limit) = error.reason {
                throw Problem(.contentTooLarge, "The body is nested deeper than \(limit).")
            }
            throw Problem(.malformedBody, "The body cannot be read as JSON: \(error).")
        }
    }

    private static func checkForm(of request: Request) throws(Problem) {
        if let coding = request.headers[.contentEncoding], coding.lowercased() != "identity" {
            throw .unsupportedMediaType(request.method)
        }
        guard let contentType = request.headers[.contentType] else { return }
        guard let media = MediaType(contentType), forms(for: request.method).contains(media) else {
            throw .unsupportedMediaType(request.method)
        }
        // RFC 8259 §8.1: JSON is UTF-8; a client that says otherwise would be misread.
        guard let parameters = contentType.utf8.firstIndex(of: UInt8(ascii: ";")),
            let charset = contentType[parameters...].lowercased().split(separator: "charset=").dropFirst().first,
            !charset.hasPrefix("utf-8"), !charset.hasPrefix("\"utf-8\""), !charset.hasPrefix("us-ascii")
        else { return }
        throw .unsupportedMediaType(request.method)
    }

    private static func octets(of request: Request) async throws -> [UInt8] {
        var octets: [UInt8] = []
        try await RequestBody.read(request, limit: limit) { octets.append(contentsOf: $0.readableBytesView) }
        return octets
    }
}
