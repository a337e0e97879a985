import DNS
import NIOCore

/// What the parent zone says of a domain: asked of the parent's own servers, since a cache has what the child says.
public struct Parent: Sendable {
    private let resolver: StubResolver
    private let reachability: Reachability
    /// Where name servers listen.
    private let port: Int

    // A parent has 13 at most, and any of them will do.
    private static let serverLimit = 4
    private static let addressLimit = 4
    // Zones between the one found first and the domain.
    private static let depth = 4

    public init(_ resolver: StubResolver, _ reachability: Reachability, port: Int = 53) {
        self.resolver = resolver
        self.reachability = reachability
        self.port = port
    }

    /// The name servers that the parent names for the zone; none where it has no delegation of that name.
    /// Throws `ResolverError`, or `CancellationError`.
    public func nameservers(of domain: Name) async throws -> [Name] {
        var zone = try await zone(above: domain)
        var servers = try await servers(of: zone)
        for _ in 0..<Self.depth {
            let message = try await resolver.ask(domain, .ns, at: servers) { message in
                message.flags.contains(.aa) || !Self.delegations(in: message, of: domain, below: zone).isEmpty
            }
            // One server of both zones answers for the child.
            let own = Self.servers(in: message.answers, of: domain)
            guard own.isEmpty else { return own }
            let delegations = Self.delegations(in: message, of: domain, below: zone)
            guard let deepest = delegations.max(by: { $0.labelCount < $1.labelCount }) else { return [] }
            let named = Self.servers(in: message.authorities, of: deepest)
            guard deepest != domain else { return named }
            // The resolver did not know of a zone in between.
            zone = deepest
            servers = try await addresses(of: named, glue: message.additionals.filter { $0.owner.isAtOrBelow(deepest) })
        }
        throw ResolverError.unclear
    }

    /// The zone that the name above the domain is in.
    private func zone(above domain: Name) async throws -> Name {
        var name = domain.parent
        while let parent = name {
            let message = try await resolver.ask(parent, .soa)
            // Where there is none at the name, a negative answer brings that of its zone (RFC 2308 §3).
            let found = (message.answers + message.authorities).filter {
                $0.type == .soa && parent.isAtOrBelow($0.owner)
            }
            if let zone = found.map(\.owner).max(by: { $0.labelCount < $1.labelCount }) { return zone.canonical }
            name = parent.parent
        }
        throw ResolverError.unclear
    }

    private func servers(of zone: Name) async throws -> [SocketAddress] {
        try await addresses(of: Self.servers(in: try await resolver.ask(zone, .ns).answers, of: zone))
    }

    /// `glue`: addresses that came with a referral, of servers that are in the zone itself.
    private func addresses(of names: [Name], glue: [ResourceRecord] = []) async throws -> [SocketAddress] {
        var addresses = glue.filter { names.contains($0.owner) }.compactMap {
            reachability.address($0.rdata, port: port)
        }
        for name in names.shuffled().prefix(Self.serverLimit) where addresses.count < Self.addressLimit {
            for type in [RecordType.a, .aaaa] where addresses.count < Self.addressLimit {
                // One name that leads nowhere is no matter while there are others.
                let found = (try? await resolver.records(type, at: name)) ?? []
                addresses += found.compactMap { reachability.address($0, port: port) }
                try Task.checkCancellation()
            }
        }
        guard !addresses.isEmpty else { throw ResolverError.noServer }
        return Array(addresses.prefix(Self.addressLimit))
    }

    private static func servers(in records: [ResourceRecord], of zone: Name) -> [Name] {
        var names: [Name] = []
        for record in records where record.type == .ns && record.owner == zone && record.recordClass == .in {
            guard let name = try? Name(wire: record.rdata.wire), !names.contains(name) else { continue }
            names.append(name.canonical)
        }
        return names
    }

    /// Whose delegations, on the way from the zone down to the domain, a referral holds.
    private static func delegations(in message: Message, of domain: Name, below zone: Name) -> Set<Name> {
        Set(
            message.authorities.filter {
                $0.type == .ns && domain.isAtOrBelow($0.owner) && $0.owner.isAtOrBelow(zone) && $0.owner != zone
            }.map(\.owner))
    }
}
