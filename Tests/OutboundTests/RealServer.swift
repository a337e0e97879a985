import DNS
import Logging
import NIOCore
import NIOPosix
import Nameserver
import ServiceLifecycle

/// Our own name server on a port of the loopback, with the zones of a test.
enum RealServer {
    struct Zone {
        var apex: String
        var lines: [String]
    }

    /// `hosts`: for each address its zones. All listen on one port.
    static func with(_ hosts: [String: [Zone]], _ body: (_ port: Int) async throws -> Void) async throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        var services: [NameserverService] = []
        var port = 0
        for _ in 0..<50 where services.isEmpty {
            port = Int.random(in: 20_000..<32_000)
            do {
                for (host, zones) in hosts {
                    services.append(
                        try await NameserverService(
                            zones: try Self.zones(zones),
                            endpoints: [ReservedEndpoint(Endpoint(host: host, port: port))], threads: 1,
                            group: MultiThreadedEventLoopGroup.singleton, logger: logger))
                }
            } catch is ListenError {
                services = []
            }
        }
        let group = ServiceGroup(services: services, logger: logger)
        async let running: Void = group.run()
        do {
            try await body(port)
        } catch {
            await group.triggerGracefulShutdown()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await running
    }

    private static func zones(_ zones: [Zone]) throws -> Zones {
        let served = Zones(capacity: 64 << 20)
        for (key, zone) in zip(Int64(1)..., zones) {
            let apex = name(zone.apex)
            let change = ZoneChange(
                zone: key, step: .create(apex: apex), tenant: 1, serial: 1,
                soa: SOA(
                    mname: apex, rname: apex, refresh: 3600, retry: 600, expire: 86_400, minimum: 60, ttl: 3600),
                delta: Delta(added: zone.lines.map(record)))
            try served.reserve(change)
            served.publish([change])
        }
        return served
    }
}
