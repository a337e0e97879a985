import Foundation
import Testing

/// One of several programs that are started at once, each with a directory of its own.
final class Starting {
    private let http: Int
    private let directory = FileManager.default.temporaryDirectory.appending(path: "hostmaster-\(UUID().uuidString)")
    private let logFile: URL
    private let process = Process()

    init(dns: [String], http: Int) throws {
        self.http = http
        logFile = directory.appendingPathExtension("log")
        try Data().write(to: logFile)
        process.executableURL = Command.hostmaster
        process.arguments =
            ["serve", "--data", directory.path, "--http", "127.0.0.1:\(http)"] + dns.flatMap { ["--dns", $0] }
        process.standardError = try FileHandle(forWritingTo: logFile)
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: directory)
        try? FileManager.default.removeItem(at: logFile)
    }

    func start() throws { try process.run() }

    var isRunning: Bool { process.isRunning }
    var status: Int32 { process.terminationStatus }
    var log: String { (try? String(contentsOf: logFile, encoding: .utf8)) ?? "" }

    func expectReady() async throws {
        for _ in 0..<200 {
            if try await HTTPExchange.send("GET", "/readyz", port: http)?.status == 200 { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("not ready after 10 s: \(log)")
    }
}
