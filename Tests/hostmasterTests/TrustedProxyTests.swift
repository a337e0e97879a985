import Foundation
import Testing

@Suite(.serialized) struct TrustedProxyTests {
    static func status(_ server: Server, forwardedFor: String) async throws -> String {
        let port = server.http
        return try await OwnThread.run {
            let connection = Connection(port: port)
            connection?.send(
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Forwarded-For: \(forwardedFor)\r\n\r\n"
            )
            return String(connection?.receive().prefix(12) ?? "")
        }
    }

    @Test func onlyATrustedProxyIsAskedWhereARequestCameFrom() async throws {
        let server = try await Server(options: ["--trusted-proxy", "127.0.0.0/8"])
        #expect(try await Self.status(server, forwardedFor: "198.51.100.7") == "HTTP/1.1 200")
        #expect(try await Self.status(server, forwardedFor: "198.51.100.7, rubbish") == "HTTP/1.1 400")
        let other = try await Server(options: ["--trusted-proxy", "192.0.2.1"])
        #expect(try await Self.status(other, forwardedFor: "rubbish") == "HTTP/1.1 200")
    }
}
