import Foundation
import Testing

/// An authority of our own, and pairs of files that it vouches for.
final class Certificates: Sendable {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")

    var authority: String { self["ca.pem"] }
    var certificate: String { self["server.pem"] }
    var key: String { self["server.key"] }
    var options: [String] { ["--tls-certificate", certificate, "--tls-key", key] }

    init() async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try await openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
            "/CN=Tests", "-keyout", self["ca.key"], "-out", authority)
        try await issue(serial: 1, certificate: certificate, key: key)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    subscript(name: String) -> String { folder.appending(path: name).path }

    /// Writes a new pair for localhost.
    func issue(serial: Int, certificate: String, key: String) async throws {
        try Data("subjectAltName=DNS:localhost,IP:127.0.0.1\n".utf8).write(to: URL(filePath: self["names"]))
        try await openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=localhost",
            "-keyout", key, "-out", self["request"])
        try await openssl(
            "x509", "-req", "-in", self["request"], "-CA", authority, "-CAkey", self["ca.key"], "-days", "2",
            "-set_serial", "\(serial)", "-extfile", self["names"], "-out", certificate)
    }

    /// Puts the pair that `issue` wrote elsewhere in the place of the one in use, one file after the other.
    func replace(with certificate: String, _ key: String) throws {
        for (new, old) in [(certificate, self.certificate), (key, self.key)] {
            #expect(rename(new, old) == 0)
        }
    }

    private func openssl(_ arguments: String...) async throws {
        let command = try await Command.run(Command.openssl, arguments)
        try #require(command.status == 0, "\(command.errors)")
    }
}

extension Command {
    static var openssl: URL { found("openssl") }
    static var curl: URL { found("curl") }
}
