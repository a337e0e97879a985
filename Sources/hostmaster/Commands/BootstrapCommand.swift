import ArgumentParser
import ControlPlane
import Foundation
import Logging
import Records

struct BootstrapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bootstrap", abstract: "Make the first owner, organization, domains and token.",
        discussion: """
            The password is read from standard input, one line. Run again, it makes what is missing, changes nothing \
            else, and replaces the token. Prints one line of JSON.
            """)

    @ArgumentParser.Option(help: ArgumentHelp("Where everything is kept. (default: ./data)", valueName: "dir"))
    var data: String?
    @ArgumentParser.Option(help: "Mail address of the owner.")
    var email: String
    @ArgumentParser.Option(help: "Name of the organization.")
    var organization: String
    @ArgumentParser.Option(help: "A domain to make; may be repeated.")
    var domain: [String] = []

    func run() async throws {
        guard let password = readLine(), !password.isEmpty else {
            throw UsageError("bootstrap: the password is read from standard input, where there was none")
        }
        let sources = OptionSources(
            flags: data.map { [.data: [$0]] } ?? [:], environment: ProcessInfo.processInfo.environment)
        let data = try sources.value(.data, default: Configuration.defaultData, expected: "a directory") { $0 }
        LoggingSystem.bootstrap { LineLog($0, level: .warning) }
        let made = try await Bootstrap(data: data).run(
            email: email, password: password, organization: organization, domains: domain)
        print(String(decoding: made.bytes, as: UTF8.self))
    }
}
