import Logging
import NIOCore
import NIOPosix
import NIOSSL

/// Hands mails to one server, each on a connection of its own; again after a while where it did not work for now.
public struct MailClient: Sendable {
    public struct Limits: Sendable {
        /// Until there is a connection.
        public var connection = TimeAmount.seconds(10)
        /// For each reply.
        public var step = TimeAmount.seconds(30)
        /// For the reply to the content. RFC 5321 §4.5.3.2.6 has ten minutes: who goes away early, and comes again, sends
        /// the mail twice.
        public var content = TimeAmount.seconds(180)
        /// For all of it.
        public var whole = TimeAmount.seconds(300)
        /// Before each further attempt. Servers that know nobody yet want to be asked again after some minutes.
        public var pauses: [Duration] = [.seconds(5), .seconds(60), .seconds(600)]
        /// Connections at a time; other mails wait their turn.
        public var connections = 4
        /// Those that wait; one more is refused.
        public var waiting = 1_000

        public init() {}
    }

    /// Why there can be no TLS.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    private let server: MailServer
    private let sender: MailAddress
    private let limits: Limits
    private let secure: NIOSSLContext
    private let gate: Gate
    private let group: any EventLoopGroup
    private let logger: Logger

    /// - Parameter authorities: a file of certificates in PEM; nil: those that this machine trusts.
    /// Throws `Failure` where they cannot be read.
    public init(
        to server: MailServer, from sender: MailAddress, authorities: String? = nil, limits: Limits = Limits(),
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton, logger: Logger
    ) throws(Failure) {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.trustRoots = authorities.map { .file($0) } ?? .default
        configuration.certificateVerification = server.isVerified ? .fullVerification : .none
        do {
            secure = try NIOSSLContext(configuration: configuration)
        } catch {
            throw Failure(description: "the certificates of authorities cannot be read: \(error)")
        }
        self.server = server
        self.sender = sender
        self.limits = limits
        self.group = group
        self.logger = logger
        gate = Gate(open: limits.connections, waiting: limits.waiting)
    }

    /// Returns when the server has taken the mail. Throws `MailError`, or `CancellationError`.
    public func send(to recipient: String, subject: String, text: String) async throws {
        // Made once: the same mail has the same id, however often it is sent.
        let message = try MailMessage(from: sender, to: recipient, subject: subject, text: text)
        for pause in limits.pauses {
            do {
                return try await attempt(message)
            } catch let error as MailError where error.isTemporary {
                logger.warning("mail not sent yet", metadata: ["error": "\(error)", "pause": "\(pause)"])
            }
            try await Task.sleep(for: pause)
        }
        try await attempt(message)
    }

    private func attempt(_ message: MailMessage) async throws {
        do {
            try await gate.enter()
        } catch {
            throw MailError.busy
        }
        defer { gate.leave() }
        try Task.checkCancellation()
        try await deliver(message)
    }

    private func deliver(_ message: MailMessage) async throws {
        let loop = group.next()
        let outcome = loop.makePromise(of: Void.self)
        let clock = loop.scheduleTask(in: limits.whole) { outcome.fail(MailError.late) }
        defer { clock.cancel() }
        let (server, limits, secure) = (server, limits, secure)
        try await withTaskCancellationHandler {
            let connecting = ClientBootstrap(group: loop).connectTimeout(limits.connection).channelInitializer {
                channel in
                channel.eventLoop.makeCompletedFuture {
                    if server.security == .always {
                        try channel.pipeline.syncOperations.addHandler(Self.handler(server, secure))
                    }
                    try channel.pipeline.syncOperations.addHandler(
                        MailDelivery(message, to: server, limits, secure, outcome))
                }
            }.connect(host: server.host, port: server.port)
            connecting.whenFailure { _ in outcome.fail(MailError.unreachable) }
            defer { connecting.whenSuccess { $0.close(promise: nil) } }
            try await outcome.futureResult.get()
        } onCancel: {
            outcome.fail(CancellationError())
        }
    }

    static func handler(_ server: MailServer, _ secure: NIOSSLContext) throws -> NIOSSLClientHandler {
        // An address is no name to ask for (RFC 6066 §3): the certificate then has to name it as one.
        let isAddress = (try? SocketAddress(ipAddress: server.host, port: server.port)) != nil
        return try NIOSSLClientHandler(context: secure, serverHostname: isAddress ? nil : server.host)
    }
}
