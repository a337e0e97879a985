import Foundation
import Testing

@Suite(.serialized) struct InClearTests {
    private static let line = """
        critical hostmaster: the API can be reached from other machines in clear: whoever reads along has the passwords \
        and tokens; set --tls-certificate and --tls-key, or --trusted-proxy if one in front has TLS
        """

    @Test(
        arguments: [
            ("0.0.0.0", [], true), ("0.0.0.0", ["--trusted-proxy", "192.0.2.1"], false), ("127.0.0.1", [], false),
        ] as [(String, [String], Bool)])
    func whatIsReachableInClearIsSaidLoudlyAtEachStart(_ host: String, _ options: [String], _ isSaid: Bool) async throws
    {
        let server = try await Server(httpHost: host, options: options)
        for _ in 0..<2 {
            #expect(server.log.components(separatedBy: Self.line).count == (isSaid ? 2 : 1), "\(server.log)")
            #expect(server.log.components(separatedBy: "critical").count == (isSaid ? 2 : 1), "\(server.log)")
            #expect(try await server.terminate().status == 0)
            try await server.start()
        }
    }
}
