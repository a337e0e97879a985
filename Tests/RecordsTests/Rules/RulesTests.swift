import DNS
import Records
import Testing

@Suite struct RulesTests {
    /// Conflicts as `path code with`, of a record beside others at its name.
    func conflicts(_ body: JSON, beside: [DNSRecord]) throws -> [String] {
        Rules.conflicts(try draft(body), Rules.Surroundings(domain: example, beside: beside)).map {
            "\($0.violation.propertyPath) \($0.violation.code.rawValue) \($0.with)"
        }
    }

    @Test(arguments: ["CNAME", "NS"])
    func neitherCNAMENorNSStandsAtTheApex(_ type: String) {
        for name in ["@", "", "example.com", "example.com."] {
            #expect(read(body(type, "host.example.net", name: name)) == .violations(["name conflict"]))
        }
        #expect(read(body(type, "", name: "@")) == .violations(["value format", "name conflict"]))
    }

    static let values = [
        "A": "192.0.2.1", "AAAA": "2001:db8::1", "CNAME": "host.example.net", "TXT": "text", "MX": "mail.example.net",
        "Redirect": "https://example.net/", "Flatten": "host.example.net", "PullZone": "zone", "SRV": "sip.example.net",
        "CAA": "ca.example.net", "PTR": "host.example.net", "Script": "17", "NS": "ns.example.net", "SVCB": ".",
        "HTTPS": ".",
    ]
    static let addresses: Set = ["A", "AAAA"]
    static let claimants: Set = ["Redirect", "Flatten", "PullZone", "Script"]

    /// Every type beside every other.
    @Test(arguments: values.keys.sorted(), values.keys.sorted())
    func typesStandTogetherAsTheModelSays(_ new: String, _ old: String) throws {
        let beside = try stored(1, old, try #require(Self.values[old]))
        let found = try conflicts(body(new, try #require(Self.values[new])), beside: [beside])
        let claimed =
            (Self.claimants.contains(new) && !Self.claimants.union(Self.addresses).isDisjoint(with: [old]))
            || (Self.addresses.contains(new) && Self.claimants.contains(old))
        if new == old {
            #expect(found == ["value duplicate [1]"])
        } else if new == "CNAME" || old == "CNAME" || claimed {
            #expect(found == ["name conflict [1]"])
        } else {
            #expect(found == [])
        }
    }

    @Test func severalCNAMEsShareAName() throws {
        let one = try stored(1, "CNAME", "a.example.net")
        #expect(try conflicts(body("CNAME", "b.example.net"), beside: [one]) == [])
    }

    @Test func twoOfOneClaimantDoNotStandTogether() throws {
        let one = try stored(1, "Redirect", "https://a.example/")
        #expect(try conflicts(body("Redirect", "https://b.example/"), beside: [one]) == ["name conflict [1]"])
    }

    @Test func aConflictNamesAllThatStandInTheWay() throws {
        let beside = [try stored(5, "A", "192.0.2.1"), try stored(6, "TXT", "x"), try stored(9, "A", "192.0.2.2")]
        #expect(try conflicts(body("CNAME", "host.example.net"), beside: beside) == ["name conflict [5, 6, 9]"])
        #expect(try conflicts(body("Flatten", "host.example.net"), beside: beside) == ["name conflict [5, 9]"])
    }

    /// New value and fields, stored value and fields: the same record however it is spelt?
    @Test(
        arguments: [
            ("A", "192.0.2.1", ["ttl": 60, "comment": "x", "weight": 5], "192.0.2.1", [:], true),
            ("AAAA", "2001:DB8:0::1", [:], "2001:db8::1", [:], true),
            ("CNAME", "HOST.example.net.", [:], "host.example.net", [:], true),
            ("TXT", "\"a\"", [:], "a", [:], true), ("TXT", "A", [:], "a", [:], false),
            ("TXT", "\"a\" \"b\"", [:], "ab", [:], false),
            ("MX", "mail.example.net", ["priority": 20], "mail.example.net", [:], false),
            ("MX", "mail.example.net", ["priority": 10], "mail.example.net", [:], true),
            ("SRV", "a.example", ["port": 1], "a.example", ["port": 2], false),
            ("SRV", "a.example", ["port": 1, "weight": 1], "a.example", ["port": 1], false),
            ("SRV", "a.example", ["port": 1, "weight": 0, "priority": 0], "a.example", ["port": 1], true),
            ("CAA", "ca.example", ["tag": "ISSUE"], "ca.example", [:], true),
            ("CAA", "ca.example", ["tag": "issuewild"], "ca.example", [:], false),
            ("CAA", "ca.example", ["flags": 128], "ca.example", [:], false),
            ("SVCB", ". port=1 alpn=h2", [:], ". alpn=h2 port=1", [:], true),
            ("SVCB", ".", ["priority": 2], ".", [:], false),
            ("HTTPS", ". key3=\\000\\001", [:], ". port=1", [:], true),
            ("Redirect", "HTTPS://Example.net/", [:], "https://example.net/", [:], true),
        ] as [(String, String, KeyValuePairs<String, JSON>, String, KeyValuePairs<String, JSON>, Bool)])
    func duplicatesAreJudgedByCanonicalData(
        _ type: String, _ value: String, _ fields: KeyValuePairs<String, JSON>, _ other: String,
        _ others: KeyValuePairs<String, JSON>, _ same: Bool
    ) throws {
        let beside = try stored(3, type, other, others)
        let isDuplicate = try conflicts(body(type, value, fields), beside: [beside]).contains("value duplicate [3]")
        #expect(isDuplicate == same)
    }

    @Test func aNullExchangeStandsAlone() throws {
        let mail = try stored(1, "MX", "mail.example.net")
        let none = try stored(2, "MX", ".")
        #expect(try conflicts(body("MX", "."), beside: [mail]) == ["value conflict [1]"])
        #expect(try conflicts(body("MX", "mail.example.net"), beside: [none]) == ["value conflict [2]"])
        #expect(try conflicts(body("MX", "."), beside: [none]) == ["value duplicate [2]"])
        #expect(try conflicts(body("MX", "b.example.net"), beside: [mail]) == [])
        #expect(try conflicts(body("TXT", "x"), beside: [none]) == [])
    }

    @Test func anRRsetFitsIntoAMessage() throws {
        let filler = String(repeating: "x", count: 8000)
        let beside = try (0..<8).map { try stored($0, "TXT", "\($0)" + filler) }
        // Each holds 8001 octets of text and 32 of lengths, and stands behind 12 octets.
        let used = 12 + 17 + 4 + 11 + 8 * (12 + 8033)
        let fitting = String(repeating: "y", count: 65535 - used - 12 - 5)
        #expect(try conflicts(body("TXT", fitting), beside: beside) == [])
        #expect(try conflicts(body("TXT", fitting + "y"), beside: beside) == ["value conflict \(Array(0..<8))"])
        #expect(try conflicts(body("A", "192.0.2.1"), beside: beside) == [])
    }
}
