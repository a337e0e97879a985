import Glibc

/// One of the sockets that share a UDP address; the kernel spreads the clients over them.
struct UDPSocket {
    let descriptor: Int32
    let endpoint: Endpoint

    /// Binds `count` sockets to the endpoint, after one without SO_REUSEPORT has shown that no one else has it.
    static func open(_ endpoint: Endpoint, count: Int) throws(ListenError) -> [UDPSocket] {
        try probe(endpoint)
        var sockets: [UDPSocket] = []
        for _ in 0..<count { sockets.append(try UDPSocket(endpoint, isShared: true)) }
        return sockets
    }

    static func probe(_ endpoint: Endpoint) throws(ListenError) {
        close(try UDPSocket(endpoint, isShared: false).descriptor)
    }

    private init(_ endpoint: Endpoint, isShared: Bool) throws(ListenError) {
        let address = try SocketAddress(endpoint)
        let type = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        descriptor = socket(address.family, type, 0)
        self.endpoint = endpoint
        guard descriptor >= 0 else { throw ListenError(endpoint: endpoint, transport: "udp", code: errno) }
        if isShared { set(SOL_SOCKET, SO_REUSEPORT, 1) }
        // Bursts wait in the kernel; it grants what net.core.rmem_max allows.
        set(SOL_SOCKET, SO_RCVBUF, 4 << 20)
        set(SOL_SOCKET, SO_SNDBUF, 4 << 20)
        // Never fragmented, and no path MTU that someone else made us believe (RFC 9715 §3.1).
        if endpoint.isIPv6 {
            set(Int32(IPPROTO_IPV6), IPV6_V6ONLY, 1)
            set(Int32(IPPROTO_IPV6), IPV6_MTU_DISCOVER, IPV6_PMTUDISC_OMIT)
        } else {
            set(Int32(IPPROTO_IP), IP_MTU_DISCOVER, IP_PMTUDISC_OMIT)
        }
        if endpoint.isWildcard {
            if endpoint.isIPv6 {
                set(Int32(IPPROTO_IPV6), IPV6_RECVPKTINFO, 1)
            } else {
                set(Int32(IPPROTO_IP), IP_PKTINFO, 1)
            }
        }
        // A thread without work looks up four times a second whether it should end.
        var pause = timeval(tv_sec: 0, tv_usec: 250_000)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &pause, socklen_t(MemoryLayout<timeval>.size))
        guard address.bind(descriptor) == 0 else {
            let code = errno
            close(descriptor)
            throw ListenError(endpoint: endpoint, transport: "udp", code: code)
        }
    }

    private func set(_ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }
}
