import ArgumentParser
import Foundation
import Logging

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the server.",
        discussion: """
            Every option can be set as HOSTMASTER_… in the environment (--soa-contact: HOSTMASTER_SOA_CONTACT) and, \
            under its own name, in the YAML file of --config. Flags beat the environment, which beats the file.
            """)

    @ArgumentParser.Option(help: ArgumentHelp("Where everything is kept. (default: ./data)", valueName: "dir"))
    var data: String?
    @ArgumentParser.Option(help: ArgumentHelp("Address of the API. (default: 127.0.0.1:8080)", valueName: "host:port"))
    var http: String?
    @ArgumentParser.Option(
        help: ArgumentHelp(
            "Address of the name server; may be repeated. (default: 127.0.0.1:5300 and [::1]:5300)",
            valueName: "host:port"))
    var dns: [String] = []
    @ArgumentParser.Option(
        help: ArgumentHelp("Address of the numbers for Prometheus. (default: none)", valueName: "host:port"))
    var metrics: String?
    @ArgumentParser.Option(
        help: ArgumentHelp(
            "Name server of domains that set none; may be repeated. (default: ns1.<domain>)", valueName: "name"))
    var nameserver: [String] = []
    @ArgumentParser.Option(
        help: ArgumentHelp("Mail address in the SOA. (default: hostmaster@<domain>)", valueName: "address"))
    var soaContact: String?
    @ArgumentParser.Option(
        help: ArgumentHelp(
            "Recursive name server to ask; may be repeated. (default: those of /etc/resolv.conf)",
            valueName: "host:port"))
    var resolver: [String] = []
    @ArgumentParser.Option(
        help: ArgumentHelp("trace, debug, info, notice, warning, error, critical. (default: info)", valueName: "level"))
    var logLevel: String?
    @ArgumentParser.Option(help: ArgumentHelp("A YAML file of these options.", valueName: "file"))
    var config: String?

    func run() async throws {
        let configuration = try Configuration(sources)
        LoggingSystem.bootstrap { LineLog($0, level: configuration.logLevel) }
        try await Serve(configuration: configuration, logger: Logger(label: "hostmaster")).untilSignal()
    }

    private var sources: OptionSources {
        get throws(UsageError) {
            let environment = ProcessInfo.processInfo.environment
            let path = config ?? environment["HOSTMASTER_CONFIG"]
            let file = try path.map { path throws(UsageError) in try ConfigurationFile(path: path) }
            return OptionSources(flags: flags, environment: environment, file: file)
        }
    }

    private var flags: [Option: [String]] {
        var flags: [Option: [String]] = [.dns: dns, .nameserver: nameserver, .resolver: resolver]
        let single: [Option: String?] = [
            .data: data, .http: http, .metrics: metrics, .soaContact: soaContact, .logLevel: logLevel,
        ]
        for (option, value) in single { flags[option] = value.map { [$0] } }
        return flags
    }
}
