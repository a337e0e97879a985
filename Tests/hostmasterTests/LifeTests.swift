import Foundation
import Records
import Testing

@Suite(.serialized) struct LifeTests {
    @Test func aSecondServerOnTheSameDirectoryStopsAtOnce() async throws {
        let server = try await Server()
        var arguments = server.arguments
        arguments[4] = "127.0.0.1:\(try Ports.free())"
        let second = try await Command.run(Command.hostmaster, arguments)
        #expect(second.status == 1)
        #expect(second.errors == "hostmaster: \(server.directory.path): in use by another hostmaster\n")
        // Nor does anything else touch the store meanwhile.
        #expect(try await Server.bootstrap(server.directory).status == 1)
    }

    @Test func aSecondServerOnTheSameAddressesStopsAtOnce() async throws {
        let server = try await Server()
        let other = FileManager.default.temporaryDirectory.appending(path: "hostmaster-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: other) }
        let free = "127.0.0.1:\(try Ports.free())"
        let tcp = try Listening(Int32(SOCK_STREAM.rawValue))
        for (option, address, complaint) in [
            ("--http", "127.0.0.1:\(server.http)", "http: 127.0.0.1:\(server.http) (tcp) is in use by another process"),
            ("--dns", "127.0.0.1:\(server.dns)", "dns: 127.0.0.1:\(server.dns) (udp) is in use by another process"),
            ("--dns", "127.0.0.1:\(tcp.port)", "dns: 127.0.0.1:\(tcp.port) (tcp) is in use by another process"),
            (
                "--metrics", "127.0.0.1:\(server.dns)",
                "metrics: 127.0.0.1:\(server.dns) (tcp) is in use by another process"
            ),
            ("--http", "192.0.2.1:80", "http: cannot listen on 192.0.2.1:80 (tcp): Cannot assign requested address"),
            (
                "--dns", "[2001:db8::1]:53",
                "dns: cannot listen on [2001:db8::1]:53 (udp): Cannot assign requested address"
            ),
        ] {
            var options = ["--http": free, "--dns": "127.0.0.1:\(try Ports.free())"]
            options[option] = address
            let second = try await Command.run(
                Command.hostmaster, ["serve", "--data", other.path] + options.flatMap { [$0.key, $0.value] })
            #expect(second.status == 1)
            #expect(second.errors == "hostmaster: \(complaint)\n")
        }
        #expect(try await server.create(#"{"name":"still","value":"192.0.2.1"}"#).status == 201)
    }

    /// Whether they want one address or several, in whatever order.
    @Test(arguments: [1, 3], [true, false])
    func ofSeveralServersThatStartAtOnceOneStays(_ addresses: Int, _ sharesHTTP: Bool) async throws {
        for _ in 0..<3 {
            let dns = try (0..<addresses).map { _ in "127.0.0.1:\(try Ports.free())" }
            let http = try Ports.free()
            let race = try (0..<4).map { index in
                try Starting(
                    dns: index % 2 == 0 ? dns : dns.reversed(), http: sharesHTTP ? http : try Ports.free())
            }
            for server in race { try server.start() }
            for _ in 0..<400 where race.count(where: \.isRunning) > 1 {
                try await Task.sleep(for: .milliseconds(50))
            }
            let running = race.filter { $0.isRunning }
            let winner = try #require(running.first, "\(race.map { $0.log })")
            for loser in race where !loser.isRunning {
                #expect(loser.status == 1)
                let complaints = (dns + ["127.0.0.1:\(http)"]).flatMap { address in
                    ["udp", "tcp"].map { " \(address) (\($0)) is in use by another process\n" }
                }
                #expect(loser.log.hasPrefix("hostmaster: "), "\(loser.log)")
                #expect(complaints.contains { loser.log.hasSuffix($0) }, "\(loser.log)")
                #expect(loser.log.split(separator: "\n").count == 1, "\(loser.log)")
            }
            try await winner.expectReady()
            #expect(winner.isRunning && running.count == 1)
        }
    }

    @Test func sigtermEndsItWithStatusZero() async throws {
        let server = try await Server()
        // Idle connections do not hold it up.
        let idle = Connection(port: server.http)
        idle?.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        try await Task.sleep(for: .milliseconds(200))
        let (status, time) = try await server.terminate()
        #expect(status == 0)
        // Less than it waits for requests under way.
        #expect(time < .seconds(9))
        #expect(try await HTTPExchange.send("GET", "/healthz", port: server.http) == nil)
    }

    /// Whenever it comes: also while the store is opened and the zones are loaded.
    @Test(arguments: [SIGTERM, SIGINT], [0, 10, 30, 100, 300])
    func aSignalDuringTheStartEndsItWithStatusZero(_ signal: Int32, _ milliseconds: Int) async throws {
        let server = try await Server()
        _ = try await server.terminate()
        try await server.launchUntilItListensForSignals()
        try await Task.sleep(for: .milliseconds(milliseconds))
        let (status, time) = try await server.terminate(signal)
        #expect(status == 0, "\(server.log)")
        #expect(time < .seconds(9))
        #expect(!server.log.contains("error"), "\(server.log)")
    }

    @Test func aSignalWhileTheStoreIsNotYetOpenEndsItWithStatusZero() async throws {
        let server = try await Server()
        _ = try await server.terminate()
        let start = ContinuousClock.now
        try HeldStore.hold(server.directory.appending(path: "hostmaster.sqlite"), for: .seconds(2))
        try await server.launchUntilItListensForSignals()
        #expect(try await server.terminate().status == 0, "\(server.log)")
        #expect(ContinuousClock.now - start >= .seconds(2))
        #expect(!server.log.contains("listening") && !server.log.contains("serving"), "\(server.log)")
    }

    @Test func aRequestThatNeverEndsHoldsItUpForTenSecondsAtMost() async throws {
        let server = try await Server()
        let slow = Connection(port: server.http)
        slow?.send("POST \(server.records) HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n")
        slow?.send("X-API-TOKEN: \(server.token)\r\nContent-Type: application/json\r\n\r\n{")
        try await Task.sleep(for: .milliseconds(200))
        let (status, time) = try await server.terminate()
        #expect(status == 0)
        #expect(time < .seconds(14))
    }

    @Test func bootstrapAgainChangesNothingButTheToken() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "hostmaster-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: directory) }
        let first = try JSON(parsing: Array(await Server.bootstrap(directory).output.utf8))
        let output = try await Server.bootstrap(directory).output
        let second = try JSON(parsing: Array(output.utf8))
        #expect(output.hasPrefix(#"{"organization":1,"domains":{"example.com":""#))
        #expect(output.split(separator: "\n", omittingEmptySubsequences: false).count == 2)
        #expect(first["organization"] == second["organization"])
        #expect(first["domains"] == second["domains"])
        #expect(first["token"] != second["token"])
    }

    @Test(arguments: [
        (["serve", "--tls", "x"], "Unknown option '--tls'"),
        (["serve", "--tls-key", "x"], "--tls-key needs --tls-certificate beside it"),
        (["serve", "--open-registration"], "--open-registration needs --public"),
        (["backup"], "file"),
        (["restore", "a", "b"], "b"),
        (["serve", "--http", "nowhere"], #"--http: "nowhere" is not an address"#),
        (["serve", "--config", "/nonexistent"], "--config: /nonexistent cannot be read"),
        (["serve", "--config", "/proc"], "--config: /proc cannot be read"),
        (["serve", "--nameserver", "1.2.3.4"], #"--nameserver: "1.2.3.4" is not a host name, as ns1.example.net"#),
        (["serve", "--soa-contact", "nobody"], #"--soa-contact: "nobody" is not a mail address"#),
        (["serve", "--log-level", "loud"], #"--log-level: "loud" is not one of trace"#),
        (["serve", "--dns", "127.0.0.1:1", "--dns", "127.0.0.1:1"], "--dns: 127.0.0.1:1 is there twice"),
        (["serve", "extra"], "extra"),
        (["bootstrap", "--organization", "x"], "--email"),
        (["bootstrap", "--organization", "x", "--email", "a@example.com"], "standard input"),
        (["nothing"], "nothing"),
    ])
    func whatWasAskedWronglyIsOneLineAndStatusTwo(_ arguments: [String], _ complaint: String) async throws {
        let command = try await Command.run(Command.hostmaster, arguments)
        #expect(command.status == 2)
        #expect(command.output.isEmpty)
        #expect(command.errors.hasPrefix("hostmaster: "))
        #expect(command.errors.contains(complaint), "\(command.errors)")
        #expect(command.errors.split(separator: "\n").count == 1, "\(command.errors)")
    }

    @Test func aDirectoryThatCannotBeUsedIsOneLineAndStatusOne() async throws {
        let base = FileManager.default.temporaryDirectory.appending(path: "hostmaster-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: base) }
        for folder in ["store/hostmaster.sqlite", "key/keys/secrets.key", "garbage"] {
            try FileManager.default.createDirectory(
                at: base.appending(path: folder), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
        for (file, text) in [
            ("garbage/hostmaster.sqlite", String(repeating: "no database ", count: 100)), ("file", ""),
        ] {
            _ = FileManager.default.createFile(
                atPath: base.appending(path: file).path, contents: Data(text.utf8),
                attributes: [.posixPermissions: 0o600])
        }
        for (path, complaint) in [
            ("\(base.path)/file", "\(base.path)/file: cannot make the data directory: Not a directory"),
            ("\(base.path)/file/below", "\(base.path)/file/below: cannot make the data directory: Not a directory"),
            // Even root may make nothing there.
            ("/proc/hostmaster", "/proc/hostmaster: cannot make the data directory: "),
            ("/proc", "/proc/lock: "),
            ("\(base.path)/store", "\(base.path)/store/hostmaster.sqlite: "),
            ("\(base.path)/garbage", "\(base.path)/garbage/hostmaster.sqlite: file is not a database"),
            ("\(base.path)/key", "\(base.path)/key/keys/secrets.key: cannot be read"),
        ] {
            let command = try await Command.run(
                Command.hostmaster,
                [
                    "serve", "--data", path, "--http", "127.0.0.1:\(try Ports.free())", "--dns",
                    "127.0.0.1:\(try Ports.free())",
                ])
            #expect(command.status == 1)
            #expect(command.errors.hasPrefix("hostmaster: \(complaint)"), "\(command.errors)")
            #expect(command.errors.split(separator: "\n").count == 1, "\(command.errors)")
        }
    }
}
