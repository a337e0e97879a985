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

    private static func bound(_ type: Int32, port: Int) -> Int? {
        let descriptor = socket(AF_INET, type, 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard bind(descriptor, address, length) == 0, getsockname(descriptor, address, &length) == 0
                else { return nil }
                return Int(UInt16(bigEndian: UnsafeRawPointer(address).load(as: sockaddr_in.self).sin_port))
            }
        }
    }
}
