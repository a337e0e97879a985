import ControlPlane
import Hummingbird
import HummingbirdCore
import Logging

/// HTTP in both its parts: the API, and the operator's numbers on a listener of their own.
public struct WebServer: Sendable {
    private let routes: RouteTable
    private let readiness: Readiness
    private let limits: ConnectionLimits
    private let proxies: TrustedProxies
    private let identity: TLSIdentity?
    private let metrics = RequestMetrics()
    private let logger: Logger

    /// With an identity the API is spoken over TLS alone.
    public init(
        plane: ControlPlane, readiness: Readiness, limits: ConnectionLimits = .init(),
        proxies: TrustedProxies = .init(),
        identity: TLSIdentity? = nil, logger: Logger
    ) {
        self.readiness = readiness
        self.limits = limits
        self.proxies = proxies
        self.identity = identity
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
        let responder = Responder(routes: routes, metrics: metrics, proxies: proxies, isSecure: identity != nil)
        return application(responder, identity, host: host, port: port, onRunning: onRunning)
    }

    func metricsApplication(
        host: String = "127.0.0.1", port: Int = 0, onRunning: @escaping @Sendable (Int) -> Void = { _ in },
        more: @escaping @Sendable () -> [Metric]
    ) -> Application<Responder> {
        let metrics = MetricsRoutes { [metrics] in metrics.metrics + more() + ProcessMetrics.metrics }
        let routes = RouteTable(metrics.routes + HealthRoutes(readiness: readiness).routes)
        return application(Responder(routes: routes, metrics: nil), nil, host: host, port: port, onRunning: onRunning)
    }

    private func application(
        _ responder: Responder, _ identity: TLSIdentity?, host: String, port: Int,
        onRunning: @escaping @Sendable (Int) -> Void
    ) -> Application<Responder> {
        Application(
            responder: responder, server: server(responder, identity),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), backlog: 1_024,
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections, logger: logger)),
            onServerRunning: { channel in onRunning(channel.localAddress?.port ?? port) }, logger: logger)
    }

    private func server(_ responder: Responder, _ identity: TLSIdentity?) -> HTTPServerBuilder {
        let (limits, logger) = (limits, logger)
        let exchange = { @Sendable in ExchangeHandler(limits: limits) { responder.refuse($0, logger: logger) } }
        let http1 = HTTP1Channel.Configuration(
            additionalChannelHandlers: [exchange()], idleTimeout: limits.idle,
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: ConnectionLimits.head, maxHeaderListSize: ConnectionLimits.head,
                maxHeaderFieldCount: ConnectionLimits.fields))
        return HTTPServerBuilder { respond in
            let http1 = HTTP1Channel(responder: respond, configuration: http1)
            guard let identity else { return OnItsLoop(connection: http1) }
            let http2 = HTTP2Connection(limits: limits, answering: http1, exchange: exchange)
            return OnItsLoop(
                connection: SecureChannel(
                    identity: identity, handshake: limits.handshake, http1: http1, http2: http2))
        }
    }
}
