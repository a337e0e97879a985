import Foundation
import Testing

/// Knot DNS on an address of the loopback, with the zones of a test: a name server that shares nothing with ours.
final class Knot {
    let address: String
    let port: Int
    private let folder = FileManager.default.temporaryDirectory.appending(path: "knot-\(UUID().uuidString)")
    private let zones: [String]
    private var process = Process()

    var endpoint: String { "\(address):\(port)" }

    /// - Parameter zones: master files by name, without final dots. One that is nil is configured and not there.
    init(address: String = "127.0.0.1", port: Int? = nil, _ zones: [String: String?]) async throws {
        self.address = address
        self.port = try port ?? Ports.free()
        self.zones = zones.keys.sorted()
        for name in ["db", "run", "zones"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: name), withIntermediateDirectories: true)
        }
        try Data(configuration.utf8).write(to: folder.appending(path: "knot.conf"))
        for (zone, text) in zones { if let text { try write(zone, text) } }
        try await start()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: folder)
    }

    /// Serves a zone as it is now.
    func replace(_ zone: String, with text: String) async throws {
        let process = process
        kill(process.processIdentifier, SIGTERM)
        try await OwnThread.run { process.waitUntilExit() }
        try write(zone, text)
        try await start()
    }

    private func write(_ zone: String, _ text: String) throws {
        try Data("\(text)\n".utf8).write(to: folder.appending(path: "zones/\(zone).zone"))
    }

    /// Returns when it answers.
    private func start() async throws {
        process = Process()
        process.executableURL = Command.knotd
        process.arguments = ["--config", folder.appending(path: "knot.conf").path]
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        for _ in 0..<100 {
            let answer = try await Command.run(
                Command.dig,
                ["@\(address)", "-p", "\(port)", "+tries=1", "+time=1", "+norecurse", "\(zones.last ?? "")", "SOA"])
            if answer.output.contains("status: NOERROR") { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("knotd does not answer")
    }

    private var configuration: String {
        """
        server:
            rundir: "\(folder.path)/run"
            listen: "\(address)@\(port)"
            udp-workers: 1
            tcp-workers: 1
            background-workers: 1
        database:
            storage: "\(folder.path)/db"
            journal-db-max-size: 1M
            kasp-db-max-size: 5M
            timer-db-max-size: 1M
            catalog-db-max-size: 5M
        template:
          - id: default
            storage: "\(folder.path)/zones"
            file: "%s.zone"
            journal-content: none
        zone:

        """ + zones.map { "  - domain: \($0)\n" }.joined()
    }
}

extension Command {
    static var knotd: URL { URL(filePath: "/usr/sbin/knotd") }
}
