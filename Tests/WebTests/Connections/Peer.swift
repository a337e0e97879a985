import Foundation

/// A client of plain sockets, which does what no client library would.
final class Peer: Sendable {
    private let descriptor: Int32

    init(port: Int, timeout seconds: Int = 10) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var time = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw POSIXError(.ECONNREFUSED) }
    }

    deinit { close(descriptor) }

    /// False once the other side takes no more.
    @discardableResult
    func send(_ text: String) async throws -> Bool { try await send(Array(text.utf8)) }

    @discardableResult
    func send(_ octets: [UInt8]) async throws -> Bool {
        try await OwnThread.run { self.write(octets) }
    }

    private func write(_ octets: [UInt8]) -> Bool {
        var octets = octets[...]
        while !octets.isEmpty {
            let sent = octets.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // A signal, such as the end of another test's child, only interrupts.
            if sent < 0, errno == EINTR { continue }
            guard sent > 0 else { return false }
            octets = octets.dropFirst(sent)
        }
        return true
    }

    /// Says that no more will be sent.
    func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Everything up to the end of the connection, or until `text` has come; nil on a time-out.
    func receive(until text: String? = nil) async throws -> String? {
        try await OwnThread.run { self.read(until: text) }
    }

    /// What has come by now, or comes next; empty at the end, nil on a time-out.
    func octets() async throws -> [UInt8]? {
        try await OwnThread.run { self.readOnce() }
    }

    private func readOnce() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return errno == ECONNRESET ? [] : nil }
            return Array(buffer[..<count])
        }
    }

    private func read(until text: String?) -> String? {
        var octets: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return errno == ECONNRESET ? String(decoding: octets, as: UTF8.self) : nil }
            octets += buffer[..<count]
            guard count == 0 || text != nil else { continue }
            let received = String(decoding: octets, as: UTF8.self)
            if count == 0 { return received }
            if let text, received.contains(text) { return received }
        }
    }
}
