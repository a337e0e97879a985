/// The options of `serve`, by the names that they have as flags and in the file.
enum Option: String, CaseIterable {
    case data
    case http
    case dns
    case metrics
    case nameserver
    case soaContact = "soa-contact"
    case resolver
    case logLevel = "log-level"

    var flag: String { "--\(rawValue)" }

    /// Its name in the environment: `HOSTMASTER_SOA_CONTACT`.
    var variable: String {
        "HOSTMASTER_" + rawValue.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
    }

    var isRepeatable: Bool { [.dns, .nameserver, .resolver].contains(self) }
}
