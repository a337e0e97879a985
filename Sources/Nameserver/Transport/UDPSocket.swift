import Glibc

/// One of the sockets that share a UDP address; the kernel spreads the clients over them.
struct UDPSocket {
    let descriptor: Int32
    let endpoint: Endpoint

    /// - Parameter isShared: others may be bound to the endpoint, which say so too. One that is not is granted to one
    ///   process alone.
    init(_ endpoint: Endpoint, isShared: Bool) throws(ListenError) {
        let address = try SocketAddress(endpoint)
        let type = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        descriptor = socket(address.family, type, 0)
        self.endpoint = endpoint
        guard descriptor >= 0 else { throw ListenError(endpoint: endpoint, transport: "udp", code: errno) }
        // What waits for a start would be answered when nobody waits for it any more: the kernel keeps next to nothing.
        if isShared { share() } else { set(SOL_SOCKET, SO_RCVBUF, 0) }
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

    /// From now on others may be bound beside it.
    func share() {
        set(SOL_SOCKET, SO_REUSEPORT, 1)
        // Bursts wait in the kernel; it grants what net.core.rmem_max allows.
        set(SOL_SOCKET, SO_RCVBUF, 4 << 20)
    }

    private func set(_ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }
}
