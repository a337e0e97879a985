import Foundation
import Records
import Testing

/// The built program, serving `example.com` from a directory of its own.
final class Server {
    let directory: URL
    let http: Int
    let dns: Int
    let metrics: Int
    let token: String
    let domain: String
    /// What it wrote to standard error since it was started last.
    var log: String { (try? String(contentsOf: logFile, encoding: .utf8)) ?? "" }
    private let logFile: URL
    private let options: [String]
    private var process = Process()

    static let email = "owner@example.com"
    static let password = "correct horse battery\n"

    /// - Parameter mode: of a directory that was made by hand; without it the program makes one.
    /// - Parameter options: of `serve`, beside those that every test needs.
    init(directoryMode mode: Int? = nil, options: [String] = []) async throws {
        self.options = options
        directory = FileManager.default.temporaryDirectory.appending(path: "hostmaster-\(UUID().uuidString)")
        logFile = directory.appendingPathExtension("log")
        if let mode {
            try FileManager.default.createDirectory(
                at: directory, withIntermediateDirectories: false, attributes: [.posixPermissions: mode])
        }
        http = try Ports.free()
        dns = try Ports.free()
        metrics = try Ports.free()
        let made = try await Self.bootstrap(directory)
        try #require(made.status == 0, "\(made.errors)")
        let json = try JSON(parsing: Array(made.output.utf8))
        token = try #require(json["token"]?.string)
        domain = try #require(json["domains"]?["example.com"]?.string)
        try await start()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: directory)
        try? FileManager.default.removeItem(at: logFile)
    }

    static func bootstrap(_ directory: URL) async throws -> Command {
        try await Command.run(
            Command.hostmaster,
            [
                "bootstrap", "--data", directory.path, "--email", email, "--organization", "Tests", "--domain",
                "example.com",
            ], input: password)
    }

    var arguments: [String] {
        [
            "serve", "--data", directory.path, "--http", "127.0.0.1:\(http)", "--dns", "127.0.0.1:\(dns)", "--metrics",
            "127.0.0.1:\(metrics)",
        ] + options
    }

    /// Returns when it is ready.
    func start() async throws {
        try launch()
        for _ in 0..<200 {
            if try await HTTPExchange.send("GET", "/readyz", port: http)?.status == 200 { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("the server is not ready after 10 s")
    }

    /// Starts it, and does not wait for anything.
    func launch() throws {
        try Data().write(to: logFile)
        process = Process()
        process.executableURL = Command.hostmaster
        process.arguments = arguments
        process.standardError = try FileHandle(forWritingTo: logFile)
        try process.run()
    }

    func launchUntilItListensForSignals() async throws {
        // The first that it does from then on.
        let lock = directory.appending(path: "lock")
        try FileManager.default.removeItem(at: lock)
        try launch()
        for _ in 0..<10_000 where !FileManager.default.fileExists(atPath: lock.path) {
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    /// Sends SIGTERM, or SIGINT; the exit status, and how long it took.
    func terminate(_ signal: Int32 = SIGTERM) async throws -> (status: Int32, time: Duration) {
        let start = ContinuousClock.now
        kill(process.processIdentifier, signal)
        let process = process
        try await OwnThread.run { process.waitUntilExit() }
        return (process.terminationReason == .exit ? process.terminationStatus : -1, .now - start)
    }

    var records: String { "/api/organizations/1/domains/\(domain)/dns-records" }

    func create(_ body: String) async throws -> HTTPExchange {
        try #require(try await HTTPExchange.send("POST", records, port: http, token: token, body: body))
    }

    /// What dig shows of the answer and authority sections, one record a line with single spaces.
    func dig(_ name: String, _ type: String, _ options: String...) async throws -> [String] {
        let result = try await Command.run(
            Command.dig,
            ["@127.0.0.1", "-p", "\(dns)", "+norecurse", "+noall", "+answer", "+authority", name, type] + options)
        return result.output.split(separator: "\n").map {
            $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }
}
