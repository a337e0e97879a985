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
        for (http, dns, complaint) in [
            ("127.0.0.1:\(server.http)", free, "hostmaster: http: 127.0.0.1:\(server.http): in use by another process"),
            (free, "127.0.0.1:\(server.dns)", "hostmaster: dns: 127.0.0.1:\(server.dns) (udp) is in use by another"),
        ] {
            let second = try await Command.run(
                Command.hostmaster, ["serve", "--data", other.path, "--http", http, "--dns", dns])
            #expect(second.status == 1)
            #expect(second.errors.split(separator: "\n").last?.hasPrefix(complaint) == true, "\(second.errors)")
        }
        #expect(try await server.create(#"{"name":"still","value":"192.0.2.1"}"#).status == 201)
    }

    @Test func sigtermEndsItWithStatusZero() async throws {
        let server = try await Server()
        // Idle connections do not hold it up.
        let idle = Connection(port: server.http)
        idle?.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        try await Task.sleep(for: .milliseconds(200))
        let (status, time) = try await server.terminate()
        #expect(status == 0)
        #expect(time < .seconds(3))
        #expect(try await HTTPExchange.send("GET", "/healthz", port: server.http) == nil)
    }

    @Test func aRequestThatNeverEndsHoldsItUpForTenSecondsAtMost() async throws {
        let server = try await Server()
        let slow = Connection(port: server.http)
        slow?.send("POST \(server.records) HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n")
        slow?.send("X-API-TOKEN: \(server.token)\r\nContent-Type: application/json\r\n\r\n{")
        try await Task.sleep(for: .milliseconds(200))
        let (status, time) = try await server.terminate()
        #expect(status == 0)
        #expect(time < .seconds(10.5))
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
        (["serve", "--tls-key", "x"], "Unknown option '--tls-key'"),
        (["serve", "--http", "nowhere"], #"--http: "nowhere" is not an address"#),
        (["serve", "--config", "/nonexistent"], "--config: /nonexistent cannot be read"),
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
}
