import ControlPlane
import DNS
import Logging
import Nameserver
import Outbound
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
        #expect(configuration.store.data == "./data")
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
        #expect(configuration.store.data == "/flag")
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
            ([:], ["HOSTMASTER_PUBLIC": "yes"], nil, #"HOSTMASTER_PUBLIC: "yes" is not true or false"#),
            ([:], [:], "public: on", #"public in hostmaster.yaml: "on" is not true or false"#),
            ([.openRegistration: ["true"]], [:], nil, "--open-registration needs --public"),
            ([.tlsKey: ["k"]], [:], nil, "--tls-key needs --tls-certificate beside it"),
            ([.tlsCertificate: ["c"]], [:], nil, "--tls-certificate needs --tls-key beside it"),
            ([.trustedProxy: ["10.0.0.1/8"]], [:], nil, #"--trusted-proxy: "10.0.0.1/8" is not a network"#),
            ([.trustedProxy: ["proxy.example"]], [:], nil, "--trusted-proxy"),
            ([.smtp: ["smtp://m"]], [:], nil, "--smtp needs --mail-from beside it"),
            ([.mailFrom: ["a@b.example"]], [:], nil, "--mail-from needs --smtp beside it"),
            ([.smtp: ["smtp://m"], .mailFrom: ["a@b.example"]], [:], nil, "--smtp needs --public-url beside it"),
            ([.mailFrom: ["a@b\r\nc"]], [:], nil, "--mail-from: "),
            ([.publicURL: ["dns.example.net"]], [:], nil, #"--public-url: "dns.example.net" is not a URL"#),
            ([.publicURL: ["https:///x"]], [:], nil, "--public-url"),
            ([.publicURL: ["https://:80"]], [:], nil, "--public-url"),
            ([.publicURL: ["https://a@b"]], [:], nil, "--public-url"),
            ([.publicURL: ["https://a/?b"]], [:], nil, "--public-url"),
            ([.publicURL: ["https://a b"]], [:], nil, "--public-url"),
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

    @Test(arguments: [
        ("ns1.example.net", "ns1.example.net."), ("NS1.Example.NET.", "ns1.example.net."),
        ("example.net", "example.net."),
        ("1.example.net", "1.example.net."), ("a-b.example.x1", "a-b.example.x1."),
        ("ns.bücher.example", "ns.xn--bcher-kva.example."),
        ("1.2.3.4", nil), ("192.0.2.1.", nil), ("ns1.example.1", nil), ("2001:db8::1", nil), ("[::1]", nil),
        ("ns1", nil),
        ("localhost", nil), ("", nil), (".", nil), ("..", nil), ("ns1..example", nil), (".example.net", nil),
        ("ns_1.example.net", nil), ("*.example.net", nil), ("-a.example.net", nil), ("a-.example.net", nil),
        ("a b.example.net", nil), ("ns1.example.net:53", nil), ("0/25.2.0.192.in-addr.arpa", nil),
        (String(repeating: "a", count: 64) + ".example", nil), (String(repeating: "a.", count: 127) + "example", nil),
    ]) func aNameServerIsAHostName(_ text: String, _ name: String?) throws {
        guard let name else {
            let error = #expect(throws: UsageError.self) {
                try configuration(flags: [.nameserver: ["ns.example.net", text]])
            }
            #expect(error?.description == "--nameserver: \"\(text)\" is not a host name, as ns1.example.net")
            return
        }
        #expect(try configuration(flags: [.nameserver: [text]]).nameservers.map(\.description) == [name])
    }

    @Test func aContactIsAMailAddress() throws {
        let contact = try configuration(flags: [.soaContact: ["a+b@sub.example.com"]]).contact
        #expect(contact?.description == "a+b.sub.example.com.")
        let error = #expect(throws: UsageError.self) { try configuration(flags: [.soaContact: ["a@localhost"]]) }
        #expect(error?.description == "--soa-contact: \"a@localhost\" is not a mail address, as hostmaster@example.com")
    }

    @Test(
        arguments: [
            ([.dns: ["127.0.0.1:1", "127.0.0.2:1", "127.0.0.1:1"]], "--dns: 127.0.0.1:1 is there twice"),
            ([.http: ["127.0.0.1:1"], .dns: ["127.0.0.1:1"]], "--dns: 127.0.0.1:1 is the address of --http too"),
            ([.http: ["[::1]:1"], .metrics: ["[::1]:1"]], "--metrics: [::1]:1 is the address of --http too"),
            ([.dns: (1...1025).map { "127.0.0.1:\($0)" }], "--dns: 1025 addresses; at most 1024"),
        ] as [([Option: [String]], String)])
    func addressesThatDoNotGoTogetherAreNamed(_ flags: [Option: [String]], _ complaint: String) {
        let error = #expect(throws: UsageError.self) { try configuration(flags: flags) }
        #expect(error?.description == complaint)
    }

    @Test func anEmptyListIsNone() throws {
        let standard = try configuration().dns
        #expect(try configuration(environment: ["HOSTMASTER_DNS": ","]).dns == standard)
        #expect(try configuration(file: "dns: []").dns == standard)
    }

    @Test func whatIsOnOrOffCanBeSetEverywhere() throws {
        #expect(try configuration().policy == Policy())
        let all = Policy(isPublic: true, opensOrganizations: true, opensRegistration: true)
        #expect(
            try configuration(
                flags: [.isPublic: ["true"]], environment: ["HOSTMASTER_OPEN_ORGANIZATIONS": "1"],
                file: "open-registration: true"
            ).policy == all)
        #expect(try configuration(environment: ["HOSTMASTER_PUBLIC": "0"], file: "public: true").policy == Policy())
        #expect(try configuration(environment: ["HOSTMASTER_PUBLIC": "false"]).policy == Policy())
    }

    @Test func trustedProxiesAreNetworksOrAddresses() throws {
        let configuration = try configuration(environment: ["HOSTMASTER_TRUSTED_PROXY": "10.0.0.0/8,2001:db8::1"])
        #expect(configuration.trustedProxies.map(\.description) == ["10.0.0.0/8", "2001:db8::1/128"])
    }

    @Test(
        arguments: [
            ("127.0.0.1:80", [:], false), ("[::1]:80", [:], false), ("127.9.9.9:80", [:], false),
            ("0.0.0.0:80", [:], true), ("[::]:80", [:], true), ("192.0.2.1:80", [:], true),
            ("0.0.0.0:80", [.trustedProxy: ["192.0.2.7"]], false),
            ("0.0.0.0:80", [.tlsCertificate: ["c"], .tlsKey: ["k"]], false),
        ] as [(String, [Option: [String]], Bool)])
    func whatIsReachableInClearIsKnown(_ http: String, _ more: [Option: [String]], _ isInClear: Bool) throws {
        let flags = more.merging([.http: [http]]) { $1 }
        #expect(try configuration(flags: flags).isReachableInClear == isInClear)
    }

    @Test func mailsTakeTheWayThatIsSaid() throws {
        #expect(try configuration().mail == nil)
        let configuration = try configuration(
            flags: [.mailFrom: ["dns@example.com"], .publicURL: ["https://dns.example.com/"]],
            environment: ["HOSTMASTER_SMTP": "smtp://user:sesame@mail.example.com"])
        #expect(configuration.mail?.server.description == "smtp://mail.example.com:587")
        #expect(configuration.mail?.sender.description == "dns@example.com")
        #expect(configuration.publicURL == "https://dns.example.com")
    }

    @Test func aPasswordIsNotRepeatedWhereItsServerIsRefused() {
        let error = #expect(throws: UsageError.self) {
            try configuration(
                flags: [.mailFrom: ["dns@example.com"]],
                environment: ["HOSTMASTER_SMTP": "smtp://user:sesame@mail.example.com:x"])
        }
        #expect(
            error?.description
                == """
                HOSTMASTER_SMTP: what it says is not smtp://[user:password@]host[:port] or \
                smtps://[user:password@]host[:port]
                """)
    }

    @Test func anEmptyFileSaysNothing() throws {
        #expect(try configuration(file: "# nothing\n").store.data == "./data")
    }
}
