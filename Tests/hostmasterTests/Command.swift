import Foundation
import Testing

/// A program that is run to its end.
struct Command: Sendable {
    let status: Int32
    let output: String
    let errors: String

    static func run(_ program: URL, _ arguments: [String], input: String = "") async throws -> Command {
        try await OwnThread.run { try Command(program, arguments, input: input) }
    }

    private init(_ program: URL, _ arguments: [String], input: String) throws {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = stderr
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        // Little is written to standard error by those that are run here: it cannot fill its pipe meanwhile.
        output = Command.all(of: stdout.fileHandleForReading)
        errors = Command.all(of: stderr.fileHandleForReading)
        process.waitUntilExit()
        status = process.terminationStatus
    }

    /// What is read up to the end. A signal, such as the end of another test's child, only interrupts a read.
    private static func all(of handle: FileHandle) -> String {
        var octets: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(handle.fileDescriptor, &buffer, buffer.count)
            if count > 0 { octets += buffer[..<count] }
            if count == 0 || count < 0 && errno != EINTR { return String(decoding: octets, as: UTF8.self) }
        }
    }

    /// The program under test, which the build puts beside the test's own.
    static var hostmaster: URL {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "hostmaster")
    }

    /// The interpreter that has dnspython.
    static var python: URL {
        if let path = ProcessInfo.processInfo.environment["HOSTMASTER_PYTHON"] { return URL(filePath: path) }
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let own = root.appending(path: ".build-python/bin/python3")
        return FileManager.default.isExecutableFile(atPath: own.path) ? own : found("python3")
    }

    static var dig: URL { found("dig") }

    /// Runs one of the helpers in `Python`.
    static func script(_ name: String, _ arguments: [String], input: String = "") async throws -> Command {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Python/\(name)")
        return try await run(python, [script.path] + arguments, input: input)
    }

    static func found(_ name: String) -> URL {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let places = path.split(separator: ":").map { URL(filePath: "\($0)/\(name)") }
        return places.first { FileManager.default.isExecutableFile(atPath: $0.path) }
            ?? URL(filePath: "/usr/bin/\(name)")
    }
}

extension Trait where Self == ConditionTrait {
    /// For tests that talk to programs other than ours: `./test --quick` leaves them out.
    static var otherPrograms: Self {
        .enabled(if: ProcessInfo.processInfo.environment["HOSTMASTER_QUICK"] == nil, "needs other programs")
    }
}
