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
    /// What it is started with beside its addresses.
    private let options: [String]
    private let httpHost: String
    /// What it wrote to standard error since it was started last.
    var log: String { (try? String(contentsOf: logFile, encoding: .utf8)) ?? "" }
    private let logFile: URL
    private var process = Process()

    static let email = "owner@example.com"
    static let password = "correct horse battery\n"

    /// - Parameter mode: of a directory that was made by hand; without it the program makes one.
    init(directoryMode mode: Int? = nil, httpHost: String = "127.0.0.1", options: [String] = []) async throws {
        self.options = options
        self.httpHost = httpHost
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

    /// On what another's store was restored to.
    init(at directory: URL, of other: Server, options: [String] = []) async throws {
        self.directory = directory
        self.options = options
        httpHost = "127.0.0.1"
        logFile = directory.appendingPathExtension("log")
        http = try Ports.free()
        dns = try Ports.free()
        metrics = try Ports.free()
        token = other.token
        domain = other.domain
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
            "serve", "--data", directory.path, "--http", "\(httpHost):\(http)", "--dns", "127.0.0.1:\(dns)",
            "--metrics", "127.0.0.1:\(metrics)",
        ] + options
    }

    /// Returns when it is ready.
    func start() async throws {
        try launch()
        for _ in 0..<200 {
            if try await isReady { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("the server is not ready after 10 s")
    }

    private var isReady: Bool {
        get async throws {
            // Over TLS it is not asked here, but it says when it listens.
            let isSecure = options.contains("--tls-key")
            let ready = try await HTTPExchange.send("GET", "/readyz", port: isSecure ? metrics : http)?.status == 200
            return ready && (!isSecure || log.contains("listening on 127.0.0.1:\(http)"))
        }
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

    func signal(_ signal: Int32) { kill(process.processIdentifier, signal) }

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

    /// The addresses of many names, one line each, as `name address`; names without one are left out.
    func addresses(of names: [String]) async throws -> Set<String> {
        let file = FileManager.default.temporaryDirectory.appending(path: "dig-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let lines = names.map { "@127.0.0.1 -p \(dns) +norecurse +noall +answer \($0).example.com. A\n" }
        try Data(lines.joined().utf8).write(to: file)
        let result = try await Command.run(Command.dig, ["-f", file.path])
        // Beside the answers dig tells what it wonders about, such as a packet from somebody else.
        return Set(
            result.output.split(separator: "\n").filter { !$0.hasPrefix(";") }.map { line in
                let fields = line.split(whereSeparator: \.isWhitespace)
                return "\(fields[0].dropLast(".example.com.".count)) \(fields[fields.count - 1])"
            })
    }

    /// The serial in the SOA that it answers with.
    func serial() async throws -> UInt32? {
        try await dig("example.com", "SOA").first?.split(separator: " ").dropFirst(6).first.flatMap { UInt32($0) }
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
