import ArgumentParser
import Foundation

@main
struct Hostmaster: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hostmaster", abstract: "A managed DNS server: an HTTP API, and the name server behind it.",
        subcommands: [
            ServeCommand.self, BootstrapCommand.self, BackupCommand.self, RestoreCommand.self, KeysCommand.self,
        ])

    /// Exit status 0; 1 for what could not be done; 2 for what was asked wrongly. One line says why.
    static func main() async {
        // What it writes holds keys, or hashes of passwords and tokens: it is for its owner alone.
        umask(0o077)
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error as UsageError {
            fail(error.description, status: 2)
        } catch {
            if let failure = Failure(error) { fail(failure.description, status: 1) }
            switch exitCode(for: error) {
            case .success: print(fullMessage(for: error))
            case .validationFailure: fail(message(for: error), status: 2)
            default: fail("\(error)", status: 1)
            }
        }
    }

    private static func fail(_ message: String, status: Int32) -> Never {
        let line = message.split(whereSeparator: \.isNewline).joined(separator: "; ")
        FileHandle.standardError.write(Data("hostmaster: \(line)\n".utf8))
        Foundation.exit(status)
    }
}
