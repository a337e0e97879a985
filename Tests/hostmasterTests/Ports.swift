import Foundation

enum Ports {
    /// A port of 127.0.0.1 that is free for TCP and UDP now.
    static func free() throws -> Int {
        for _ in 0..<100 {
            guard let port = bound(Int32(SOCK_STREAM.rawValue), port: 0),
                bound(Int32(SOCK_DGRAM.rawValue), port: port) != nil
            else { continue }
            return port
        }
        throw POSIXError(.EADDRINUSE)
    }

    /// Whether we may listen there.
    static func isFree(_ port: Int, of address: String) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(descriptor) }
        return bind(descriptor, port: port, at: inet_addr(address)) != nil
    }

    private static func bound(_ type: Int32, port: Int) -> Int? {
        let descriptor = socket(AF_INET, type, 0)
        defer { close(descriptor) }
        return bind(descriptor, port: port)
    }

    /// The port; the kernel chooses one for 0.
    fileprivate static func bind(_ descriptor: Int32, port: Int, at host: in_addr_t = SocketName.loopback) -> Int? {
        var name = SocketName(host, port: port)
        let isBound = name.withPointer { address, length in
            var length = length
            return Foundation.bind(descriptor, address, length) == 0 && getsockname(descriptor, address, &length) == 0
        }
        return isBound ? name.port : nil
    }
}

/// An IPv4 address and a port as the kernel reads them (ip(7)). In octets: `sockaddr_in` is in several C modules, and
/// whether its members can be seen here depends on which of them the compiler has come by first.
struct SocketName {
    static let loopback = in_addr_t(0x7f00_0001).bigEndian

    private var octets: [UInt8]

    init(_ host: in_addr_t = loopback, port: Int) {
        octets = withUnsafeBytes(of: sa_family_t(AF_INET)) { Array($0) } + [UInt8(port >> 8), UInt8(port & 255)]
        octets += withUnsafeBytes(of: host) { Array($0) } + [UInt8](repeating: 0, count: 8)
    }

    var port: Int { Int(octets[2]) << 8 | Int(octets[3]) }

    mutating func withPointer<Value>(_ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Value) -> Value {
        octets.withUnsafeMutableBytes { bytes in
            let length = socklen_t(bytes.count)
            guard let first = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress else {
                preconditionFailure("no octets")
            }
            return body(first, length)
        }
    }
}

/// A port of 127.0.0.1 that is taken while this lives.
final class Listening {
    let port: Int
    private let descriptor: Int32

    init(_ type: Int32) throws {
        descriptor = socket(AF_INET, type, 0)
        guard let port = Ports.bind(descriptor, port: 0), listen(descriptor, 1) == 0 else {
            throw POSIXError(.EADDRINUSE)
        }
        self.port = port
    }

    deinit { close(descriptor) }
}
