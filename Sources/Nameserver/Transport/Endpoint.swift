import Glibc

/// An IP address and a port to listen on.
public struct Endpoint: Sendable, Hashable, CustomStringConvertible {
    /// As written, without brackets.
    public let host: String
    public let port: Int

    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `192.0.2.1:53` or `[2001:db8::1]:53`; nil if it is neither.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
            guard host.contains(":") else { return nil }
        } else if host.contains(":") {
            return nil
        }
        self.init(host: host, port: Int(port))
        guard (try? SocketAddress(self)) != nil else { return nil }
    }

    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    var isIPv6: Bool { host.contains(":") }
    /// Packets then arrive for any of the host's addresses and must leave from the same one.
    var isWildcard: Bool { host == "0.0.0.0" || host == "::" }
}

/// Why an address cannot be served.
public struct ListenError: Error, CustomStringConvertible, Sendable {
    public let endpoint: Endpoint
    public let transport: String
    public let code: Int32

    public var description: String {
        if code == EADDRINUSE { return "\(endpoint) (\(transport)) is in use by another process" }
        return "cannot listen on \(endpoint) (\(transport)): \(String(cString: strerror(code)))"
    }
}

/// The C library's form of an endpoint.
struct SocketAddress {
    private var storage = sockaddr_in6()
    let length: socklen_t
    let family: Int32

    init(_ endpoint: Endpoint) throws(ListenError) {
        let port = in_port_t(UInt16(endpoint.port).bigEndian)
        if endpoint.isIPv6 {
            family = AF_INET6
            length = socklen_t(MemoryLayout<sockaddr_in6>.size)
            storage.sin6_family = sa_family_t(AF_INET6)
            storage.sin6_port = port
            guard inet_pton(AF_INET6, endpoint.host, &storage.sin6_addr) == 1 else {
                throw ListenError(endpoint: endpoint, transport: "address", code: EINVAL)
            }
        } else {
            family = AF_INET
            length = socklen_t(MemoryLayout<sockaddr_in>.size)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port
            guard inet_pton(AF_INET, endpoint.host, &address.sin_addr) == 1 else {
                throw ListenError(endpoint: endpoint, transport: "address", code: EINVAL)
            }
            withUnsafeMutableBytes(of: &storage) { target in
                withUnsafeBytes(of: address) { target.copyMemory(from: $0) }
            }
        }
    }

    func bind(_ descriptor: Int32) -> Int32 { withAddress { Glibc.bind(descriptor, $0, length) } }

    func connect(_ descriptor: Int32) -> Int32 { withAddress { Glibc.connect(descriptor, $0, length) } }

    private func withAddress(_ body: (__CONST_SOCKADDR_ARG) -> Int32) -> Int32 {
        withUnsafePointer(to: storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body(__CONST_SOCKADDR_ARG(__sockaddr__: $0)) }
        }
    }
}
