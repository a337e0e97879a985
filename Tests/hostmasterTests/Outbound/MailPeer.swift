import Foundation
import Records
import Testing

/// aiosmtpd on the loopback: a mail server that shares nothing with our client.
final class MailPeer {
    let port: Int
    private let folder = FileManager.default.temporaryDirectory.appending(path: "mail-\(UUID().uuidString)")
    private let process = Process()
    private let input = Pipe()

    /// Returns when it listens.
    init(_ options: [String] = [], certificates: Certificates? = nil) async throws {
        port = try Ports.free()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Python/mailserver.py")
        let files = certificates.map { ["--certificate", $0.certificate, "--key", $0.key] } ?? []
        process.executableURL = Command.python
        process.arguments = [script.path, folder.path, "\(port)"] + files + options
        process.standardInput = input
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<200 {
            if FileManager.default.fileExists(atPath: folder.appending(path: "ready").path) { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("the mail server is not ready after 10 s")
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: folder)
    }

    var count: Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.count { $0.hasSuffix(".json") }
    }

    /// Waits for it.
    func mail(_ number: Int = 0) async throws -> ReceivedMail {
        let file = folder.appending(path: "\(number).json")
        for _ in 0..<200 {
            if let data = try? Data(contentsOf: file) { return ReceivedMail(json: try JSON(parsing: Array(data))) }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw POSIXError(.ETIME)
    }
}

/// A mail as its server has understood it.
struct ReceivedMail {
    let json: JSON

    var text: String { json["text"]?.string ?? "" }
    var recipients: [String] { json["to"]?.array?.compactMap(\.string) ?? [] }

    /// Of a field of the header, every value.
    subscript(name: String) -> [String] {
        (json["header"]?.array ?? []).compactMap(\.array).filter { $0.first?.string == name }
            .compactMap { $0.last?.string }
    }

    /// What stands alone in an indented line and begins so.
    func token(_ prefix: String) -> String? {
        text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.first { $0.hasPrefix(prefix) }
    }
}
