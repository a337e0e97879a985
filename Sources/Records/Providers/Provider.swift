/// Where a domain lives. The name server in the process is a provider like any other.
public protocol Provider: Sendable {
    static var about: ProviderDescription { get }
}
