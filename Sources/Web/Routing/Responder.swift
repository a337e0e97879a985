import ControlPlane
import HTTPTypes
import Hummingbird
import Logging

/// Answers every request of a listener: a route's answer or a problem, never a bare error.
struct Responder: HTTPResponder {
    let routes: RouteTable
    let metrics: RequestMetrics?
    var proxies = TrustedProxies()
    /// Reached over TLS alone.
    var isSecure = false

    func respond(to request: Request, context: ConnectionContext) async throws -> Response {
        let start = ContinuousClock.now
        let id = RequestIdentifier.of(request)
        var response: Response
        do {
            let origin = try proxies.origin(of: request.headers, from: context.address)
            response = try await routes.answer(request, from: origin)
        } catch {
            response = problem(error, request, id, context.logger).response(at: request.uri.path)
            // RFC 9110 §9.3.2: the answer to HEAD has no content.
            if request.method == .head { response = response.createHeadResponse() }
        }
        complete(&response, id, request.uri.path)
        metrics?.record(status: response.status.code, duration: .now - start)
        context.logger.debug(
            "request",
            metadata: [
                "id": .string(id), "method": .string(request.method.rawValue),
                "path": .string(LoggedPath.text(of: request.uri.path)),
                "status": .stringConvertible(response.status.code),
            ])
        return response
    }

    /// The answer to what did not become a request: no route is asked.
    func refuse(_ refusal: Refusal, logger: Logger) -> (head: HTTPResponse, content: ByteBuffer) {
        let id = RequestIdentifier.made()
        let content = refusal.problem.content(at: refusal.path)
        var response = refusal.problem.response(content)
        complete(&response, id, refusal.path)
        response.headers[.date] = HTTPDate.now
        metrics?.record(status: response.status.code, duration: .zero)
        logger.debug(
            "no request", metadata: ["id": .string(id), "status": .stringConvertible(response.status.code)])
        return (response.head, content)
    }

    /// What every answer has (Hummingbird adds the date).
    private func complete(_ response: inout Response, _ id: String, _ path: String) {
        response.headers.append(HTTPField(name: .vary, value: Answer.vary))
        response.headers.append(HTTPField(name: .xContentTypeOptions, value: "nosniff"))
        response.headers.append(HTTPField(name: .requestID, value: id))
        if isSecure { response.headers.append(HTTPField(name: .strictTransportSecurity, value: Self.onlyTLS)) }
        if path.hasPrefix("/api") { response.headers.append(HTTPField(name: .link, value: Answer.documentation)) }
    }

    // For a year: browsers that were here once do not come over plain HTTP (RFC 6797).
    private static let onlyTLS = "max-age=31536000"

    private func problem(_ error: any Error, _ request: Request, _ id: String, _ logger: Logger) -> Problem {
        if let problem = Problem(error, at: request.uri.path) { return problem }
        // Not shown: it may name what is nobody's business.
        logger.error("request failed", metadata: ["id": .string(id), "error": "\(error)"])
        return .internalError
    }
}

/// What Hummingbird gives with a request.
struct ConnectionContext: InitializableFromSource {
    let logger: Logger
    /// Of the peer, which may be a proxy; nil where the way in has none.
    let address: IPAddress?

    init(source: ApplicationRequestContextSource) {
        logger = source.logger
        address = source.channel.remoteAddress?.ipAddress.flatMap { IPAddress($0) }
    }
}
