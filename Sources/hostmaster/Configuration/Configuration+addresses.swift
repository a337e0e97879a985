import ControlPlane
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

    /// Whether others can reach the API over a network on which everybody on the way reads along.
    var isReachableInClear: Bool {
        guard tls == nil, trustedProxies.isEmpty, let address = IPAddress(http.host) else { return false }
        let loopback = [AddressPrefix("127.0.0.0/8"), AddressPrefix("::1")]
        return !loopback.contains { $0?.contains(address) ?? false }
    }

    /// Reserves the addresses of DNS and tries the others, before anything else is begun: whoever comes second learns it
    /// at once, and by one line. Throws `Failure`.
    func reserveAddresses() throws(Failure) -> [ReservedEndpoint] {
        var reserved: [ReservedEndpoint] = []
        // In an order that all have: of several that start at once and want more than one, not each may lack another.
        for (option, endpoint) in addresses.sorted(by: { "\($0.endpoint)" < "\($1.endpoint)" }) {
            do throws(ListenError) {
                if option == .dns {
                    reserved.append(try ReservedEndpoint(endpoint))
                } else {
                    try endpoint.probeTCP()
                }
            } catch {
                throw Failure("\(option.rawValue): \(error)")
            }
        }
        return reserved
    }
}
