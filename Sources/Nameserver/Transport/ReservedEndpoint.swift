import Glibc
import Synchronization

/// An endpoint that no other process can have any more, although nothing is answered there before a service has it.
///
/// The sockets of UDP share their address, and any number of processes of one user may do that. The first of them is
/// bound without leave to share, which the kernel grants once, and gets it when the others come.
public final class ReservedEndpoint: Sendable {
    public let endpoint: Endpoint
    private let first: Mutex<UDPSocket?>

    /// Throws `ListenError` where another process has it, over UDP or TCP.
    public init(_ endpoint: Endpoint) throws(ListenError) {
        self.endpoint = endpoint
        first = Mutex(try UDPSocket(endpoint, isShared: false))
        try endpoint.probeTCP(isIPv6Only: true)
    }

    deinit {
        if let socket = first.withLock({ $0 }) { close(socket.descriptor) }
    }

    /// As many sockets as are wanted, which are the caller's to close. Only once.
    func sockets(_ count: Int) throws(ListenError) -> [UDPSocket] {
        guard let socket = first.withLock({ $0.take() }) else { preconditionFailure("\(endpoint) is served already") }
        socket.share()
        var sockets = [socket]
        while sockets.count < count { sockets.append(try UDPSocket(endpoint, isShared: true)) }
        return sockets
    }
}
