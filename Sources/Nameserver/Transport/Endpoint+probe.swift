import Glibc

extension Endpoint {
    /// Finds out whether a server of HTTP can listen here, to which `::` means IPv4 as well.
    public func probeTCP() throws(ListenError) { try probeTCP(isIPv6Only: false) }

    /// Binds for a moment what the service will bind.
    func probeTCP(isIPv6Only: Bool) throws(ListenError) {
        let address = try SocketAddress(self)
        let descriptor = socket(address.family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw ListenError(endpoint: self, transport: "tcp", code: errno) }
        defer { close(descriptor) }
        var on: Int32 = 1
        // As the listeners have it: connections of a process that is gone are in nobody's way.
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        var only: Int32 = isIPv6Only ? 1 : 0
        if isIPv6 {
            setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &only, socklen_t(MemoryLayout<Int32>.size))
        }
        guard address.bind(descriptor) == 0 else {
            throw ListenError(endpoint: self, transport: "tcp", code: errno)
        }
    }
}
