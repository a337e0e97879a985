import ControlPlane
import Hummingbird
import HummingbirdCore
import Logging

/// HTTP in both its parts: the API, and the operator's numbers on a listener of their own.
public struct WebServer: Sendable {
    private let routes: RouteTable
    private let readiness: Readiness
    private let limits: ConnectionLimits
    private let metrics = RequestMetrics()
    private let logger: Logger

    public init(plane: ControlPlane, readiness: Readiness, limits: ConnectionLimits = .init(), logger: Logger) {
        self.readiness = readiness
        self.limits = limits
        self.logger = logger
        routes = RouteTable(API(plane: plane, readiness: readiness).routes + HealthRoutes(readiness: readiness).routes)
    }

    /// Port 0: one that is free.
    public func listener(host: String, port: Int) -> Listener {
        Listener("http", at: "\(host):\(port)", application(host: host, port: port))
    }

    /// Without credentials: for an address that only the operator reaches. `more` adds to our own numbers.
    public func metricsListener(host: String, port: Int, more: @escaping @Sendable () -> [Metric]) -> Listener {
        Listener("metrics", at: "\(host):\(port)", metricsApplication(host: host, port: port, more: more))
    }

    func application(
        host: String = "127.0.0.1", port: Int = 0, onRunning: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> Application<Responder> {
        application(Responder(routes: routes, metrics: metrics), host: host, port: port, onRunning: onRunning)
    }

    func metricsApplication(
        host: String = "127.0.0.1", port: Int = 0, onRunning: @escaping @Sendable (Int) -> Void = { _ in },
        more: @escaping @Sendable () -> [Metric]
    ) -> Application<Responder> {
        let metrics = MetricsRoutes { [metrics] in metrics.metrics + more() + ProcessMetrics.metrics }
        let routes = RouteTable(metrics.routes + HealthRoutes(readiness: readiness).routes)
        return application(Responder(routes: routes, metrics: nil), host: host, port: port, onRunning: onRunning)
    }

    private func application(
        _ responder: Responder, host: String, port: Int, onRunning: @escaping @Sendable (Int) -> Void
    ) -> Application<Responder> {
        let (limits, logger) = (limits, logger)
        return Application(
            responder: responder,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [
                        ExchangeHandler(limits: limits) { responder.refuse($0, logger: logger) }
                    ],
                    idleTimeout: limits.idle,
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: ConnectionLimits.head, maxHeaderListSize: ConnectionLimits.head,
                        maxHeaderFieldCount: ConnectionLimits.fields))),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), backlog: 1_024,
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections, logger: logger)),
            onServerRunning: { channel in onRunning(channel.localAddress?.port ?? port) }, logger: logger)
    }
}
