import Hummingbird

/// For those who watch: without credentials, and without a word about anybody's data.
struct HealthRoutes: Sendable {
    let readiness: Readiness

    var routes: [Route] {
        [Route(method: .get, path: "/healthz", answer: health), Route(method: .get, path: "/readyz", answer: ready)]
    }

    func health(_ incoming: Incoming) async throws -> Response { Self.fine }

    func ready(_ incoming: Incoming) async throws -> Response {
        if let step = readiness.lacking { throw Problem.unavailable(step.lacking, retryAfter: 1) }
        return Self.fine
    }

    private static let fine = Response(
        status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: "ok\n")))
}
