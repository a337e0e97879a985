import DNS

/// A name server of a domain, as its settings have it.
public struct NameServer: Sendable, Hashable {
    public let name: Name
    /// A and AAAA; they are served only for a server inside the domain.
    public let addresses: [RDATA]

    public init(_ name: Name, addresses: [RDATA] = []) {
        self.name = name
        self.addresses = addresses
    }
}
