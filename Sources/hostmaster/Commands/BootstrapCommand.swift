import ArgumentParser
import ControlPlane
import Logging
import Records

struct BootstrapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bootstrap", abstract: "Make the first owner, organization, domains and token.",
        discussion: """
            The password is read from standard input, one line. Run again, it makes what is missing, changes nothing \
            else, and replaces the token. Prints one line of JSON.
            """)

    @OptionGroup var store: StoreOptions
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
        let place = try StorePlace(store.sources())
        LoggingSystem.bootstrap { LineLog($0, level: .warning) }
        let made = try await Bootstrap(place: place).run(
            email: email, password: password, organization: organization, domains: domain)
        print(String(decoding: made.bytes, as: UTF8.self))
    }
}
