import Foundation
import Testing

/// Runs a script of `Python/` with lines of input and returns its lines.
enum Python {
    struct Failure: Error { let status: Int32 }

    static func run(_ script: String, _ arguments: [String], input: [String] = []) throws -> [Data] {
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let root = here.deletingLastPathComponent().deletingLastPathComponent()
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("dns-\(UUID().uuidString)")
        // Files, not pipes: neither side can block the other.
        let (inputFile, outputFile) = (scratch.appendingPathExtension("in"), scratch.appendingPathExtension("out"))
        try Data((input.joined(separator: "\n") + "\n").utf8).write(to: inputFile)
        try Data().write(to: outputFile)
        defer { for file in [inputFile, outputFile] { try? FileManager.default.removeItem(at: file) } }

        let process = Process()
        let own = root.appendingPathComponent(".build-python/bin/python3").path
        let named = ProcessInfo.processInfo.environment["HOSTMASTER_PYTHON"]
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let interpreter = named ?? (FileManager.default.isExecutableFile(atPath: own) ? own : "python3")
        process.arguments = [interpreter, here.appendingPathComponent("Python/\(script)").path] + arguments
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return try Data(contentsOf: outputFile).split(separator: UInt8(ascii: "\n")).map { Data($0) }
    }
}
