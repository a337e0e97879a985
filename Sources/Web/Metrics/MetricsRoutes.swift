import Hummingbird

/// The operator's listener: all numbers in one text.
struct MetricsRoutes: Sendable {
    let metrics: @Sendable () -> [Metric]

    var routes: [Route] { [Route(method: .get, path: "/metrics", answer: show)] }

    func show(_ incoming: Incoming) async throws -> Response {
        Response(
            status: .ok, headers: [.contentType: MetricsText.contentType],
            body: ResponseBody(byteBuffer: ByteBuffer(string: MetricsText.write(metrics()))))
    }
}
