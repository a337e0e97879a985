import Nameserver

/// The addresses to listen on: whether they go together, and whether they can be had.
extension Configuration {
    private var addresses: [(option: Option, endpoint: Endpoint)] {
        [(.http, http)] + dns.map { (.dns, $0) } + (metrics.map { [(.metrics, $0)] } ?? [])
    }

    /// Throws for an address that is there twice, and for more than can be served.
    func checkAddresses() throws(UsageError) {
        guard dns.count <= NameserverService.mostEndpoints else {
            throw UsageError("\(Option.dns.flag): \(dns.count) addresses; at most \(NameserverService.mostEndpoints)")
        }
        var users: [Endpoint: Option] = [:]
        for (option, endpoint) in addresses {
            guard let user = users.updateValue(option, forKey: endpoint) else { continue }
            let other = user == option ? "is there twice" : "is the address of \(user.flag) too"
            throw UsageError("\(option.flag): \(endpoint) \(other)")
        }
    }

    /// Tries each address before anything else is begun: whoever comes second learns it at once, and by one line. Throws
    /// `Failure`.
    func probeAddresses() throws(Failure) {
        for (option, endpoint) in addresses {
            do throws(ListenError) {
                if option == .dns { try endpoint.probeDNS() } else { try endpoint.probeTCP() }
            } catch {
                throw Failure("\(option.rawValue): \(error)")
            }
        }
    }
}
