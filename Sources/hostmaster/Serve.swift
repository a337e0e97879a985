import ControlPlane
import DNS
import Foundation
import Logging
import Nameserver
import SQL
import ServiceLifecycle
import UnixSignals
import Web

/// The server: everything that runs is made here, top to bottom.
struct Serve {
    let configuration: Configuration

    func run() async throws {
        FileLimit.raise()
        // A peer that went away is an error of that write, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        let logger = Logger(label: "hostmaster")

        let directory = try DataDirectory(configuration.data)
        let database = try directory.openDatabase()
        let nameserver = EmbeddedNameserver()
        let plane = ControlPlane(
            database: database, publisher: nameserver, settings: settings,
            secrets: try KeyFile(in: directory).secrets())
        try await directory.start(plane)
        let readiness = Readiness()
        readiness.reach(.store)

        let web = WebServer(plane: plane, readiness: readiness, logger: logger)
        let dns = DNSService(
            nameserver: nameserver, plane: plane, endpoints: configuration.dns, readiness: readiness, logger: logger)
        let http = web.listener(host: configuration.http.host, port: configuration.http.port)
        let metrics = configuration.metrics.map { endpoint in
            web.metricsListener(host: endpoint.host, port: endpoint.port) { nameserver.metrics }
        }

        // Ended in reverse order: HTTP has answered what it took before DNS stops.
        let services: [any Service] = [dns] + (metrics.map { [$0] } ?? []) + [http]
        var group = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(8)
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await ServiceGroup(configuration: group).run())
        } catch {
            outcome = .failure(error)
        }

        readiness.withdraw()
        await database.close()
        try outcome.get()
        logger.info("ended")
        withExtendedLifetime(directory) {}
    }

    private var settings: Settings {
        // On a wildcard nobody knows at which of the host's addresses we are reached.
        let endpoints = configuration.dns.filter { !["0.0.0.0", "::"].contains($0.host) }
        let addresses = endpoints.compactMap { try? RDATA($0.host.contains(":") ? .aaaa : .a, text: $0.host) }
        return Settings(nameservers: configuration.nameservers, contact: configuration.contact, addresses: addresses)
    }
}
