import Foundation
import Records
import Testing

/// HTTPS as curl, openssl and a client of bare frames see it.
@Suite(.serialized, .otherPrograms) struct TLSTests {
    /// What curl shows of an answer, after the version and the status that it had.
    static func curl(_ server: Server, _ certificates: Certificates, _ path: String, _ options: String...)
        async throws -> Command
    {
        try await Command.run(
            Command.curl,
            [
                "-sS", "--cacert", certificates.authority, "-w", "\n%{http_version} %{response_code}",
                "https://localhost:\(server.http)\(path)",
            ] + options)
    }

    /// The serial number of the certificate that a new connection is shown.
    static func serial(_ server: Server) async throws -> String {
        let shown = try await Command.run(
            Command.openssl, ["s_client", "-connect", "127.0.0.1:\(server.http)", "-servername", "localhost"])
        let read = try await Command.run(Command.openssl, ["x509", "-noout", "-serial"], input: shown.output)
        return read.output.trimmingCharacters(in: .newlines)
    }

    static func frames(_ port: Int, _ certificates: Certificates, _ what: String) async throws -> Command {
        try await Command.script("frames.py", ["\(port)", certificates.authority, what])
    }

    @Test func bothVersionsAreSpokenAndNothingElse() async throws {
        let certificates = try await Certificates()
        let server = try await Server(options: certificates.options)
        for (option, version) in [("--http2", "2"), ("--http1.1", "1.1")] {
            let health = try await Self.curl(server, certificates, "/healthz", option, "-D", "-")
            #expect(health.output.hasSuffix("ok\n\n\(version) 200"), "\(health.output)\(health.errors)")
            #expect(health.output.lowercased().contains("strict-transport-security: max-age=31536000\r\n"))
            let refused = try await Self.curl(server, certificates, "/api/nothing", option)
            #expect(refused.output.contains(#""status":404"#) && refused.output.hasSuffix("\(version) 404"))
            let created = try await Self.curl(
                server, certificates, server.records, option, "-H", "X-API-TOKEN: \(server.token)", "-H",
                "Content-Type: application/json", "-d", #"{"name":"v\#(version.first ?? "0")","value":"192.0.2.1"}"#)
            #expect(created.output.hasSuffix("\(version) 201"), "\(created.output)\(created.errors)")
            let long = try await Self.curl(
                server, certificates, "/api/\(String(repeating: "a", count: 9_000))", option)
            #expect(long.output.contains("/problems/uri-too-long"), "\(long.output)\(long.errors)")
            #expect(long.output.hasSuffix("\(version) 414"))
        }
        // Older than TLS 1.2, and none at all.
        for arguments in [["--tls-max", "1.1", "https://localhost:\(server.http)/healthz"]] {
            let old = try await Command.run(Command.curl, ["-sS", "--cacert", certificates.authority] + arguments)
            #expect(old.status == 35, "\(old.errors)")
        }
        #expect(try await HTTPExchange.send("GET", "/healthz", port: server.http) == nil)
        #expect(!server.log.contains("error"), "\(server.log)")
    }

    @Test func aBodyThatIsTooLargeIsAnsweredInBothVersions() async throws {
        let certificates = try await Certificates()
        let server = try await Server(options: certificates.options)
        try Data(count: 3 << 20).write(to: URL(filePath: certificates["large"]))
        for option in ["--http2", "--http1.1"] {
            let answer = try await Self.curl(
                server, certificates, server.records, option, "-H", "X-API-TOKEN: \(server.token)", "-H",
                "Content-Type: application/json", "-H", "Expect:", "--data-binary", "@\(certificates["large"])")
            #expect(answer.output.contains("/problems/content-too-large"), "\(answer.output)\(answer.errors)")
            #expect(answer.status == 0, "\(answer.errors)")
        }
    }

    @Test func aNewPairIsTakenOverAndABrokenOneIsNot() async throws {
        let certificates = try await Certificates()
        let server = try await Server(options: certificates.options)
        #expect(try await Self.serial(server) == "serial=01")
        // A connection that is open meanwhile goes on.
        let port = server.http
        async let held = Self.frames(port, certificates, "hold")

        try await certificates.issue(serial: 2, certificate: certificates["b.pem"], key: certificates["b.key"])
        try certificates.replace(with: certificates["b.pem"], certificates["b.key"])
        try await expect(serial: "serial=02", of: server)
        #expect(server.log.contains("certificate taken over"))
        let open = try await held
        #expect(open.status == 0, "\(open.output)\(open.errors)")

        // A certificate without its key.
        try await certificates.issue(serial: 3, certificate: certificates["c.pem"], key: certificates["c.key"])
        #expect(rename(certificates["c.pem"], certificates.certificate) == 0)
        try await Task.sleep(for: .seconds(9))
        #expect(try await Self.serial(server) == "serial=02")
        let complaint = "not the key of the certificate in \(certificates.certificate)"
        #expect(server.log.components(separatedBy: complaint).count == 2, "\(server.log)")

        #expect(rename(certificates["c.key"], certificates.key) == 0)
        server.signal(SIGHUP)
        try await Task.sleep(for: .milliseconds(500))
        #expect(try await Self.serial(server) == "serial=03", "\(server.log)")
        #expect(try await server.terminate().status == 0)
    }

    private func expect(serial: String, of server: Server) async throws {
        for _ in 0..<50 {
            if try await Self.serial(server) == serial { return }
            try await Task.sleep(for: .milliseconds(200))
        }
        Issue.record("not \(serial) after 10 s: \(server.log)")
    }

    @Test func aWrongPairStopsTheStartWithOneLine() async throws {
        let certificates = try await Certificates()
        try await certificates.issue(serial: 2, certificate: certificates["b.pem"], key: certificates["b.key"])
        try Data("nothing\n".utf8).write(to: URL(filePath: certificates["text"]))
        for (certificate, key, complaint) in [
            (
                certificates.certificate, certificates["b.key"],
                "\(certificates["b.key"]): not the key of the certificate in \(certificates.certificate)"
            ),
            (certificates["no"], certificates.key, "\(certificates["no"]): not there"),
            (certificates.certificate, certificates["no"], "\(certificates["no"]): not there"),
            (certificates["text"], certificates.key, "\(certificates["text"]): not a certificate in PEM"),
            (
                certificates.certificate, certificates["text"],
                "\(certificates["text"]): not a private key in PEM without a passphrase"
            ),
        ] {
            let command = try await Command.run(
                Command.hostmaster,
                [
                    "serve", "--data", certificates["data"], "--http", "127.0.0.1:\(try Ports.free())", "--dns",
                    "127.0.0.1:\(try Ports.free())", "--tls-certificate", certificate, "--tls-key", key,
                ])
            #expect(command.status == 1)
            #expect(command.errors == "hostmaster: \(complaint)\n")
        }
    }

    /// In the words of RFC 9113 §7, or with what was asked for.
    @Test(arguments: [
        "reset", "settings", "ping", "priority", "empty", "continuation", "headers", "bomb", "malformed", "streams",
        "get",
    ])
    func whatOneConnectionMayAskIsBounded(_ what: String) async throws {
        let certificates = try await Certificates()
        let server = try await Server(options: certificates.options)
        let frames = try await Self.frames(server.http, certificates, what)
        #expect(frames.status == 0, "\(frames.output)\(frames.errors)")
        // Whatever that was, others are served.
        #expect(try await Self.curl(server, certificates, "/healthz", "--http2").output == "ok\n\n2 200")
    }

    @Test(arguments: ["goaway", "silent", "handshake", "idle1"])
    func sigtermIsNotHeldUpByConnectionsThatDoNothing(_ what: String) async throws {
        let certificates = try await Certificates()
        let server = try await Server(options: certificates.options)
        let port = server.http
        async let client = Self.frames(port, certificates, what)
        try await Task.sleep(for: .seconds(1))
        let (status, time) = try await server.terminate()
        #expect(status == 0, "\(server.log)")
        #expect(time < .seconds(9), "\(server.log)")
        let frames = try await client
        #expect(frames.status == 0, "\(frames.output)\(frames.errors)")
    }
}
