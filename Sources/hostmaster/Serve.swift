import ControlPlane
import DNS
import Foundation
import Logging
import NIOCore
import Nameserver
import Outbound
import Records
import SQL
import ServiceLifecycle
import UnixSignals
import Web

/// The server: everything that runs is made here, top to bottom.
struct Serve: Service, CustomStringConvertible {
    let configuration: Configuration
    let logger: Logger

    var description: String { "hostmaster" }

    /// Runs until SIGTERM or SIGINT, which may come before everything is open.
    func untilSignal() async throws {
        FileLimit.raise()
        // A peer that went away is an error of that write, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        let group = ServiceGroup(services: [self], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        try await group.run()
        logger.info("ended")
    }

    func run() async throws {
        try await withGracefulShutdownHandler {
            let directory = try DataDirectory(configuration.store)
            // Held until the store is closed, whatever comes in between.
            defer { withExtendedLifetime(directory) {} }
            let endpoints = try configuration.reserveAddresses()
            let identity = try configuration.tls.map { try TLSIdentity(certificate: $0.certificate, key: $0.key) }
            directory.endExposures(logger)
            let database = try directory.openDatabase()
            let outcome: Result<Void, any Error>
            do {
                outcome = .success(try await serve(database, in: directory, at: endpoints, as: identity))
            } catch {
                outcome = .failure(error)
            }
            await database.close()
            try outcome.get()
        } onGracefulShutdown: {
            LastResort.endProcess(after: 10, logger)
        }
    }

    private func serve(
        _ database: Database, in directory: DataDirectory, at endpoints: [ReservedEndpoint], as identity: TLSIdentity?
    ) async throws {
        let nameserver = EmbeddedNameserver()
        let plane = ControlPlane(
            database: database, publisher: nameserver, settings: try settings,
            secrets: try KeyFile(of: configuration.store).secrets(), dns: publicDNS,
            mailer: try configuration.mail?.mailer(logger))
        try await directory.start(plane)
        guard !Task.isShuttingDownGracefully else { return }
        let readiness = Readiness()
        readiness.reach(.store)

        let web = WebServer(
            plane: plane, readiness: readiness, proxies: TrustedProxies(configuration.trustedProxies),
            identity: identity, logger: logger)
        let dns = DNSService(
            nameserver: nameserver, plane: plane, endpoints: endpoints, readiness: readiness, logger: logger)
        let http = web.listener(host: configuration.http.host, port: configuration.http.port)
        let metrics = configuration.metrics.map { endpoint in
            web.metricsListener(host: endpoint.host, port: endpoint.port) { nameserver.metrics }
        }

        let lastUses = Periodic(description: "last uses", interval: .seconds(60), logger: logger) {
            try await plane.writeLastUses()
        }
        let upkeep = DomainUpkeep(plane: plane, readiness: readiness, logger: logger)
        let mail = configuration.mail.map { _ in MailSending(plane: plane, logger: logger) }
        let certificate = identity.map { CertificateWatch(identity: $0, logger: logger) }
        if configuration.isReachableInClear {
            logger.critical(
                """
                the API can be reached from other machines in clear: whoever reads along has the passwords and tokens; \
                set --tls-certificate and --tls-key, or --trusted-proxy if one in front has TLS
                """, metadata: ["http": "\(configuration.http)"])
        }

        // Ended in reverse order: HTTP has answered what it took before DNS stops.
        let around: [(any Service)?] = [dns, upkeep, lastUses, mail, metrics, certificate, http]
        let services = around.compactMap(\.self)
        var group = ServiceGroupConfiguration(services: services, logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(8)
        defer { readiness.withdraw() }
        try await ServiceGroup(configuration: group).run()
    }

    private var publicDNS: PublicDNS {
        let named = configuration.resolvers.compactMap { try? SocketAddress(ipAddress: $0.host, port: $0.port) }
        let resolver = StubResolver(servers: named.isEmpty ? SystemResolvers.servers() : named)
        // What strangers register must not choose which of the operator's own servers are asked.
        let parent = Parent(resolver, configuration.policy.isPublic ? .publicInternet : .anywhere)
        return PublicDNS(resolver, parent)
    }

    private var settings: Settings {
        get throws {
            // On a wildcard nobody knows at which of the host's addresses we are reached.
            let endpoints = configuration.dns.filter { !["0.0.0.0", "::"].contains($0.host) }
            let addresses = endpoints.compactMap { try? RDATA($0.host.contains(":") ? .aaaa : .a, text: $0.host) }
            var settings = Settings(
                nameservers: configuration.nameservers, contact: configuration.contact, addresses: addresses,
                policy: configuration.policy, publicURL: configuration.publicURL)
            settings.publicSuffixes = try .installed(isNeeded: configuration.policy.isPublic)
            return settings
        }
    }
}
