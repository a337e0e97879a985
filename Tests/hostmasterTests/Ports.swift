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

    fileprivate static func bind(
        _ descriptor: Int32, port: Int, at host: in_addr_t = in_addr_t(0x7f00_0001).bigEndian
    ) -> Int? {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = host
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard Foundation.bind(descriptor, address, length) == 0, getsockname(descriptor, address, &length) == 0
                else { return nil }
                return Int(UInt16(bigEndian: UnsafeRawPointer(address).load(as: sockaddr_in.self).sin_port))
            }
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
