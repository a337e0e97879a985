/// The options of `serve`, by the names that they have as flags and in the file.
enum Option: String, CaseIterable {
    case data
    case http
    case dns
    case metrics
    case nameserver
    case soaContact = "soa-contact"
    case resolver
    case tlsCertificate = "tls-certificate"
    case tlsKey = "tls-key"
    case trustedProxy = "trusted-proxy"
    case smtp
    case mailFrom = "mail-from"
    case publicURL = "public-url"
    case isPublic = "public"
    case openOrganizations = "open-organizations"
    case openRegistration = "open-registration"
    case keyFile = "key-file"
    case logLevel = "log-level"

    var flag: String { "--\(rawValue)" }

    /// Its name in the environment: `HOSTMASTER_SOA_CONTACT`.
    var variable: String {
        "HOSTMASTER_" + rawValue.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
    }

    var isRepeatable: Bool { [.dns, .nameserver, .resolver, .trustedProxy].contains(self) }
}
