import ControlPlane
import DNS
import Logging
import Nameserver
import Records

/// What `serve` runs with, every value checked.
struct Configuration {
    var store: StorePlace
    var http: Endpoint
    var dns: [Endpoint]
    var metrics: Endpoint?
    /// The apex NS set of domains whose owners set none; empty: `ns1.<domain>`.
    var nameservers: [Name]
    /// RNAME of the SOA; nil: `hostmaster.<domain>`.
    var contact: Name?
    /// Recursive name servers; empty: those of the system.
    var resolvers: [Endpoint]
    /// With them `http` speaks HTTPS only.
    var tls: TLSFiles?
    var trustedProxies: [AddressPrefix]
    /// Nil: no mail is sent.
    var mail: MailRoute?
    /// Where people reach the API, without a slash at its end.
    var publicURL: String?
    var policy: Policy
    var logLevel: Logger.Level

    init(_ sources: OptionSources) throws(UsageError) {
        let listenAddress = "an address and port to listen on, as 127.0.0.1:8080 or [::1]:8080"
        store = try StorePlace(sources)
        http = try sources.value(
            .http, default: Endpoint(host: "127.0.0.1", port: 8080), expected: listenAddress, Self.endpoint)
        dns = try sources.values(.dns, default: Self.defaultDNS, expected: listenAddress, Self.endpoint)
        metrics = try sources.value(.metrics, default: nil, expected: listenAddress, Self.endpoint)
        nameservers = try sources.values(.nameserver, default: [], expected: ServerName.form, ServerName.read)
        contact = try sources.value(.soaContact, default: nil, expected: Mailbox.form, Mailbox.read)
        resolvers = try sources.values(
            .resolver, default: [], expected: "an address and port to ask, as 192.0.2.53:53", Self.endpoint)
        tls = try TLSFiles.read(sources)
        trustedProxies = try sources.values(
            .trustedProxy, default: [], expected: "a network, as 192.0.2.0/24 or 2001:db8::/32, or an address"
        ) { AddressPrefix($0) }
        mail = try MailRoute.read(sources)
        publicURL = try sources.value(
            .publicURL, default: nil, expected: PublicURL.form, PublicURL.read)
        // A mail that says no more than a path leads nowhere.
        guard mail == nil || publicURL != nil else {
            throw UsageError("\(Option.smtp.flag) needs \(Option.publicURL.flag) beside it")
        }
        policy = try Self.policy(sources)
        logLevel = try sources.value(
            .logLevel, default: .info,
            expected: "one of \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))"
        ) { Logger.Level(rawValue: $0) }
        try checkAddresses()
    }

    private static func policy(_ sources: OptionSources) throws(UsageError) -> Policy {
        let policy = Policy(
            isPublic: try sources.flag(.isPublic), opensOrganizations: try sources.flag(.openOrganizations),
            opensRegistration: try sources.flag(.openRegistration))
        guard policy.isPublic || !policy.opensRegistration else {
            throw UsageError(
                "\(Option.openRegistration.flag) needs \(Option.isPublic.flag): strangers must prove their domains")
        }
        return policy
    }

    private static var defaultDNS: [Endpoint] {
        // 5353 is multicast DNS.
        [Endpoint(host: "127.0.0.1", port: 5300)] + (HostAddresses.hasIPv6 ? [Endpoint(host: "::1", port: 5300)] : [])
    }

    private static func endpoint(_ text: String) -> Endpoint? {
        let host = "localhost:"
        return Endpoint(text.hasPrefix(host) ? "127.0.0.1:\(text.dropFirst(host.count))" : text)
    }
}
