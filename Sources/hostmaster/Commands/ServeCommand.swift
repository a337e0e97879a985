import ArgumentParser
import Logging

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the server.",
        discussion: """
            Every option can be set as HOSTMASTER_… in the environment (--soa-contact: HOSTMASTER_SOA_CONTACT) and, \
            under its own name, in the YAML file of --config. Flags beat the environment, which beats the file.
            """)

    @OptionGroup var store: StoreOptions
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
        help: ArgumentHelp("Certificate with its chain, in PEM: HTTPS instead of HTTP.", valueName: "file"))
    var tlsCertificate: String?
    @ArgumentParser.Option(help: ArgumentHelp("Private key of the certificate, in PEM.", valueName: "file"))
    var tlsKey: String?
    @ArgumentParser.Option(
        help: ArgumentHelp("A proxy whose X-Forwarded-For is believed; may be repeated.", valueName: "network"))
    var trustedProxy: [String] = []
    @ArgumentParser.Option(
        help: ArgumentHelp(
            "Mail server, as smtp://user:password@host; others here see it: better in the environment or the file.",
            valueName: "url"))
    var smtp: String?
    @ArgumentParser.Option(help: ArgumentHelp("Whom mails are from; needed with --smtp.", valueName: "address"))
    var mailFrom: String?
    @ArgumentParser.Option(
        name: .customLong("public-url"),
        help: ArgumentHelp("Where people reach this server; needed with --smtp.", valueName: "url"))
    var publicURL: String?
    @Flag(name: .customLong("public"), help: "Strangers use it: a domain is served once its owner was proved.")
    var isPublic = false
    @Flag(help: "Every user may make organizations.")
    var openOrganizations = false
    @Flag(help: "Anybody may become a user; needs --public.")
    var openRegistration = false
    @ArgumentParser.Option(
        help: ArgumentHelp("trace, debug, info, notice, warning, error, critical. (default: info)", valueName: "level"))
    var logLevel: String?

    func run() async throws {
        let configuration = try Configuration(store.sources(flags))
        LoggingSystem.bootstrap { LineLog($0, level: configuration.logLevel) }
        try await Serve(configuration: configuration, logger: Logger(label: "hostmaster")).untilSignal()
    }

    private var flags: [Option: [String]] {
        var flags: [Option: [String]] = [
            .dns: dns, .nameserver: nameserver, .resolver: resolver, .trustedProxy: trustedProxy,
        ]
        let single: [Option: String?] = [
            .http: http, .metrics: metrics, .soaContact: soaContact, .tlsCertificate: tlsCertificate, .tlsKey: tlsKey,
            .smtp: smtp, .mailFrom: mailFrom, .publicURL: publicURL, .logLevel: logLevel,
        ]
        for (option, value) in single { flags[option] = value.map { [$0] } }
        let switches: [Option: Bool] = [
            .isPublic: isPublic, .openOrganizations: openOrganizations, .openRegistration: openRegistration,
        ]
        // One that is absent is not off: the environment or the file may have it.
        for (option, isOn) in switches where isOn { flags[option] = ["true"] }
        return flags
    }
}
