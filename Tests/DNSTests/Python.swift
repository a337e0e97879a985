import Foundation
import Glibc
import Testing

/// Runs a script of `Python/` with lines of input and returns its lines.
enum Python {
    struct Failure: Error { let status: Int32 }

    static func run(_ script: String, _ arguments: [String], input: [String] = []) throws -> [Data] {
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("dns-\(UUID().uuidString)")
        // Files, not pipes: neither side can block the other.
        let (inputFile, outputFile) = (scratch.appendingPathExtension("in"), scratch.appendingPathExtension("out"))
        try Data((input.joined(separator: "\n") + "\n").utf8).write(to: inputFile)
        try Data().write(to: outputFile)
        defer { for file in [inputFile, outputFile] { try? FileManager.default.removeItem(at: file) } }

        let root = here.deletingLastPathComponent().deletingLastPathComponent()
        let command = [interpreter(root), here.appendingPathComponent("Python/\(script)").path] + arguments
        let status = try spawn(command, input: inputFile.path, output: outputFile.path)
        guard status == 0 else { throw Failure(status: status) }
        return try Data(contentsOf: outputFile).split(separator: UInt8(ascii: "\n")).map { Data($0) }
    }

    private static func interpreter(_ root: URL) -> String {
        let own = root.appendingPathComponent(".build-python/bin/python3").path
        return ProcessInfo.processInfo.environment["HOSTMASTER_PYTHON"]
            ?? (FileManager.default.isExecutableFile(atPath: own) ? own : "python3")
    }

    /// The exit status. Foundation's `Process` leaks some octets a run (Swift 6.3.1), which the address sanitizer tells.
    private static func spawn(_ command: [String], input: String, output: String) throws -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY, 0)

        let words = command.map { strdup($0) } + [nil]
        let environment = ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + environment { free(text) } }
        var process = pid_t()
        let refusal = posix_spawnp(&process, command[0], &actions, nil, words, environment)
        guard refusal == 0 else { throw Failure(status: refusal) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1, errno == EINTR {}
        return status
    }
}

extension Trait where Self == ConditionTrait {
    /// For tests that talk to programs other than ours: `./test --quick` leaves them out.
    static var otherPrograms: Self {
        .enabled(if: ProcessInfo.processInfo.environment["HOSTMASTER_QUICK"] == nil, "needs other programs")
    }
}
