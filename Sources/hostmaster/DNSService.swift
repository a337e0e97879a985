import ControlPlane
import Logging
import Nameserver
import ServiceLifecycle
import Web

/// Loads the zones, binds DNS, and answers until the end. Beside it, HTTP can say already that this is not yet done.
struct DNSService: Service, CustomStringConvertible {
    let nameserver: EmbeddedNameserver
    let plane: ControlPlane
    let endpoints: [ReservedEndpoint]
    let readiness: Readiness
    let logger: Logger

    var description: String { "dns" }

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown(open).run()
        } catch is CancellationError {
            // Told to end before anything could be answered.
        }
    }

    private func open() async throws -> NameserverService {
        try await nameserver.load(from: plane)
        // Domains that were last served under other settings of the operator's.
        try await plane.adoptSettings()
        readiness.reach(.zones)
        let service = try await nameserver.bind(endpoints, logger: logger)
        readiness.reach(.dns)
        return service
    }
}
