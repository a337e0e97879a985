import DNS
import Records
import Testing

@Suite struct ServedTests {
    /// What is served at a name, as lines of a master file without the owner.
    func served(_ records: [DNSRecord], at owner: String = "www.example.com.", nameServers: [NameServer] = [])
        -> [String]
    {
        Served.records(at: domain(owner), in: example, from: records, nameServers: nameServers).map {
            #expect($0.owner == domain(owner))
            return "\($0.ttl) \($0.type) \($0.rdata.text)"
        }
    }

    @Test(arguments: [
        ("A", "192.0.2.1", "3600 A 192.0.2.1"), ("AAAA", "2001:DB8::1", "3600 AAAA 2001:db8::1"),
        ("CNAME", "Host.example.net", "3600 CNAME host.example.net."), ("TXT", "a \"b\"", "3600 TXT \"a \\\"b\\\"\""),
        ("MX", "mail.example.net", "3600 MX 10 mail.example.net."), ("MX", ".", "3600 MX 0 ."),
        ("SRV", "sip.example.net", "3600 SRV 0 0 5060 sip.example.net."),
        ("CAA", "ca.example.net", "3600 CAA 0 issue \"ca.example.net\""),
        ("PTR", "host.example.net", "3600 PTR host.example.net."),
        ("NS", "ns1.example.net", "3600 NS ns1.example.net."),
        ("SVCB", "svc.example.net port=8443", "3600 SVCB 1 svc.example.net. port=8443"),
        ("HTTPS", ". alpn=h2", "3600 HTTPS 1 . alpn=h2"),
    ])
    func aRecordIsServedAsItsResourceRecord(_ type: String, _ value: String, _ line: String) throws {
        #expect(served([try stored(1, type, value)]) == [line])
    }

    @Test(arguments: [
        ("Redirect", "https://example.net/"), ("Flatten", "a.example"), ("PullZone", "zone"), ("Script", "17"),
    ])
    func whatIsNoResourceRecordGivesNone(_ type: String, _ value: String) throws {
        #expect(served([try stored(1, type, value), try stored(2, "TXT", "x")]) == ["3600 TXT \"x\""])
    }

    @Test func aSetIsServedWithItsSmallestTTL() throws {
        let records = [
            try stored(1, "A", "192.0.2.1", ["ttl": 300]), try stored(2, "TXT", "x", ["ttl": 15]),
            try stored(3, "A", "192.0.2.2", ["ttl": 60]),
        ]
        #expect(served(records) == ["60 A 192.0.2.1", "60 A 192.0.2.2", "15 TXT \"x\""])
    }

    /// Weights of CNAMEs 1, 2, …, and which is answered.
    @Test(
        arguments: [
            ([nil], 1), ([nil, nil], 1), ([5, 6], 2), ([6, 5], 1), ([100, nil], 1), ([nil, 100], 1), ([99, nil], 2),
            ([nil, 101], 2), ([0, 0, 0], 1),
            ([1, 7, 7], 2),
        ] as [([Int64?], Int)])
    func ofSeveralCNAMEsTheHeaviestIsAnswered(_ weights: [Int64?], _ chosen: Int) throws {
        var records: [DNSRecord] = []
        for (index, weight) in weights.enumerated() {
            records.append(
                try stored(
                    Int64(index + 1), "CNAME", "t\(index + 1).example",
                    ["weight": JSON(weight), "ttl": JSON(100 - index)]))
        }
        let line = ["\(100 - weights.count + 1) CNAME t\(chosen).example."]
        #expect(served(records) == line)
        #expect(served(records.reversed()) == line)
    }

    @Test func theApexHasTheDomainsNameServers() throws {
        let servers = [NameServer(domain("ns1.example.com.")), NameServer(domain("NS2.example.net."))]
        let lines = ["3600 NS ns1.example.com.", "3600 NS ns2.example.net."]
        #expect(served([], at: "example.com.", nameServers: servers) == lines)
        #expect(
            served([try stored(1, "TXT", "x", name: "@")], at: "example.com.", nameServers: servers) == [
                "3600 TXT \"x\""
            ] + lines)
        #expect(served([], nameServers: servers) == [])
    }

    @Test func aNameServerInTheDomainHasItsAddressesUnlessStaticOnesStand() throws {
        let addresses = [try RDATA(.aaaa, text: "2001:db8::53"), try RDATA(.a, text: "192.0.2.53")]
        let servers = [NameServer(domain("ns1.example.com."), addresses: addresses)]
        func at(_ records: [DNSRecord]) -> [String] { served(records, at: "ns1.example.com.", nameServers: servers) }
        let lines = ["3600 A 192.0.2.53", "3600 AAAA 2001:db8::53"]
        #expect(at([]) == lines)
        #expect(at([try stored(1, "TXT", "x", name: "ns1")]) == ["3600 TXT \"x\""] + lines)
        #expect(at([try stored(1, "A", "192.0.2.1", name: "ns1")]) == ["3600 A 192.0.2.1"])
        #expect(at([try stored(1, "AAAA", "::1", name: "ns1")]) == ["3600 AAAA ::1"])
        #expect(at([try stored(1, "CNAME", "a.example", name: "ns1")]) == ["3600 CNAME a.example."])
        #expect(served([], at: "ns2.example.com.", nameServers: servers) == [])
    }
}
