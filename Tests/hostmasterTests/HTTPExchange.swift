import Foundation
import Records

/// One request on a connection of its own, and its answer.
struct HTTPExchange: Sendable {
    let status: Int
    let body: String

    var json: JSON { (try? JSON(parsing: Array(body.utf8))) ?? .null }

    /// Nil if nobody listens.
    static func send(
        _ method: String, _ path: String, port: Int, token: String? = nil, bearer: String? = nil, body: String? = nil
    ) async throws -> HTTPExchange? {
        try await OwnThread.run { HTTPExchange(method, path, port: port, token: token, bearer: bearer, body: body) }
    }

    private init?(_ method: String, _ path: String, port: Int, token: String?, bearer: String?, body: String?) {
        guard let connection = Connection(port: port) else { return nil }
        var request = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        if let token { request += "X-API-TOKEN: \(token)\r\n" }
        if let bearer { request += "Authorization: Bearer \(bearer)\r\n" }
        if let body { request += "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n" }
        connection.send("\(request)\r\n\(body ?? "")")
        let answer = connection.receive()
        guard let end = answer.range(of: "\r\n\r\n"), let status = Int(answer.dropFirst(9).prefix(3)) else {
            return nil
        }
        self.status = status
        self.body = String(answer[end.upperBound...])
    }
}

/// A TCP connection to this host.
final class Connection: Sendable {
    private let descriptor: Int32

    init?(port: Int) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var name = SocketName(port: port)
        let code = name.withPointer { address, length in connect(descriptor, address, length) }
        guard code == 0 else { return nil }
    }

    deinit { close(descriptor) }

    func send(_ text: String) {
        let octets = Array(text.utf8)
        _ = Foundation.send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL))
    }

    /// Everything up to the end.
    func receive() -> String {
        var octets: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 { octets += buffer[..<count] }
        return String(decoding: octets, as: UTF8.self)
    }
}
