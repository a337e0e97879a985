import DNS
import Logging
import Nameserver
import Testing

@testable import hostmaster

@Suite struct ConfigurationTests {
    private func configuration(
        flags: [Option: [String]] = [:], environment: [String: String] = [:], file: String? = nil
    ) throws -> Configuration {
        let file = try file.map { try ConfigurationFile($0, path: "hostmaster.yaml") }
        return try Configuration(OptionSources(flags: flags, environment: environment, file: file))
    }

    @Test func standsByItself() throws {
        let configuration = try configuration()
        #expect(configuration.data == "./data")
        #expect(configuration.http == Endpoint(host: "127.0.0.1", port: 8080))
        #expect(configuration.dns.first == Endpoint(host: "127.0.0.1", port: 5300))
        #expect(configuration.metrics == nil)
        #expect(configuration.logLevel == .info)
    }

    @Test func flagsBeatTheEnvironmentWhichBeatsTheFile() throws {
        let file = """
            data: /file
            http: 127.0.0.1:1
            metrics: "127.0.0.1:2"
            dns: ["127.0.0.1:3", "[::1]:3"]
            """
        let environment = ["HOSTMASTER_DATA": "/environment", "HOSTMASTER_HTTP": "127.0.0.1:11"]
        let configuration = try configuration(flags: [.data: ["/flag"]], environment: environment, file: file)
        #expect(configuration.data == "/flag")
        #expect(configuration.http.port == 11)
        #expect(configuration.metrics?.port == 2)
        #expect(configuration.dns.map(\.description) == ["127.0.0.1:3", "[::1]:3"])
    }

    @Test func aListInTheEnvironmentIsParted() throws {
        let configuration = try configuration(environment: [
            "HOSTMASTER_DNS": "127.0.0.1:1,[::1]:2 127.0.0.1:3", "HOSTMASTER_SOA_CONTACT": "dns.admin@example.com",
        ])
        #expect(configuration.dns.map(\.port) == [1, 2, 3])
        #expect(configuration.contact?.description == #"dns\.admin.example.com."#)
    }

    @Test(
        arguments: [
            ([.http: ["8080"]], [:], nil, #"--http: "8080" is not an address"#),
            ([.http: ["example.com:80"]], [:], nil, "--http"),
            ([.dns: ["127.0.0.1:5300", "127.0.0.1:99999"]], [:], nil, #"--dns: "127.0.0.1:99999""#),
            ([.nameserver: ["ns1..example"]], [:], nil, "--nameserver"),
            ([:], ["HOSTMASTER_LOG_LEVEL": "loud"], nil, "HOSTMASTER_LOG_LEVEL"),
            ([:], [:], "http: nowhere", "http in hostmaster.yaml"),
            ([:], [:], "htp: 127.0.0.1:80", #"hostmaster.yaml: unknown option "htp""#),
            ([:], [:], "http: [a, b]", "hostmaster.yaml: http: not a text"),
            ([:], [:], "dns: {a: b}", "hostmaster.yaml: dns: not a text"),
            ([:], [:], "- http", "not a mapping"),
            ([:], [:], "http: 127.0.0.1:80\nhttp: 127.0.0.1:81", "hostmaster.yaml: not YAML"),
            ([:], [:], "http: [", "hostmaster.yaml: not YAML"),
        ] as [([Option: [String]], [String: String], String?, String)])
    func aWrongOneIsNamed(
        _ flags: [Option: [String]], _ environment: [String: String], _ file: String?, _ beginning: String
    ) throws {
        let error = #expect(throws: UsageError.self) {
            try configuration(flags: flags, environment: environment, file: file)
        }
        #expect(error?.description.contains(beginning) == true, "\(error?.description ?? "")")
    }

    @Test func anEmptyFileSaysNothing() throws {
        #expect(try configuration(file: "# nothing\n").data == "./data")
    }
}
