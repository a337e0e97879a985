import DNS
import Records
import Testing

@Suite struct WarningTests {
    /// Warnings as `path code`.
    func warnings(_ body: JSON, beside: [DNSRecord] = [], cutsAbove: [DNSRecord] = []) throws -> [String] {
        let surroundings = Rules.Surroundings(domain: example, beside: beside, cutsAbove: cutsAbove)
        return Rules.warnings(try draft(body), surroundings).map { "\($0.propertyPath) \($0.code.rawValue)" }
    }

    @Test func whatStandsBelowACutIsOccluded() throws {
        let cut = try stored(1, "NS", "ns1.sub.example.com", name: "sub")
        #expect(try warnings(body("A", "192.0.2.1", name: "www.sub"), cutsAbove: [cut]) == ["name occluded"])
        #expect(try warnings(body("TXT", "x", name: "sub"), beside: [cut]) == ["name occluded"])
        #expect(try warnings(body("A", "192.0.2.1", name: "sub"), beside: [cut]) == ["name occluded"])
        #expect(try warnings(body("NS", "ns.example.net", name: "a.sub"), cutsAbove: [cut]) == ["name occluded"])
        #expect(try warnings(body("NS", "ns.example.net", name: "sub"), beside: [cut]) == [])
    }

    @Test func glueIsNot() throws {
        let cuts = [
            try stored(1, "NS", "ns1.sub.example.com", name: "sub"),
            try stored(2, "NS", "sub.example.com", name: "sub"),
        ]
        #expect(try warnings(body("A", "192.0.2.1", name: "ns1.sub"), cutsAbove: cuts) == [])
        #expect(try warnings(body("AAAA", "2001:db8::1", name: "sub"), beside: cuts) == [])
        #expect(try warnings(body("TXT", "x", name: "ns1.sub"), cutsAbove: cuts) == ["name occluded"])
    }

    @Test func aNewCutSaysThatItHidesTheRest() throws {
        let text = try stored(1, "TXT", "x", name: "sub")
        let glue = try stored(2, "A", "192.0.2.1", name: "sub")
        #expect(try warnings(body("NS", "ns.example.net", name: "sub"), beside: [text]) == ["type occluded"])
        #expect(try warnings(body("NS", "sub.example.com", name: "sub"), beside: [glue]) == [])
        #expect(try warnings(body("NS", "ns.example.net", name: "sub"), beside: [glue]) == ["type occluded"])
    }

    @Test func aTTLThatDiffersWithinASetIsNoted() throws {
        let beside = [try stored(1, "A", "192.0.2.1", ["ttl": 300]), try stored(2, "TXT", "x", ["ttl": 60])]
        #expect(try warnings(body("A", "192.0.2.2", ["ttl": 300]), beside: beside) == [])
        #expect(try warnings(body("A", "192.0.2.2", ["ttl": 301]), beside: beside) == ["ttl ttl-mismatch"])
        #expect(try warnings(body("A", "192.0.2.2", ["ttl": 60]), beside: beside) == ["ttl ttl-mismatch"])
        #expect(try warnings(body("AAAA", "::1", ["ttl": 60]), beside: beside) == [])
    }

    @Test func aWeightOfZeroBesideOthersIsNeverAnswered() throws {
        let heavy = try stored(1, "A", "192.0.2.1", ["weight": 5])
        let unset = try stored(2, "A", "192.0.2.2")
        let zero = try stored(3, "A", "192.0.2.3", ["weight": 0])
        let new = body("A", "192.0.2.9", ["weight": 0])
        let notYet = "weight not-served-yet"
        #expect(try warnings(new, beside: [heavy]) == ["weight never-answered", notYet])
        #expect(try warnings(new, beside: [unset]) == ["weight never-answered", notYet])
        #expect(try warnings(new, beside: [zero]) == [notYet])
        #expect(try warnings(new) == [notYet])
        #expect(try warnings(body("A", "192.0.2.9"), beside: [zero]) == [])
    }

    @Test(arguments: [
        ("Redirect", "https://example.net/", ["type not-served-yet"]),
        ("Flatten", "a.example", ["type not-served-yet"]),
        ("PullZone", "zone", ["type not-served-yet"]), ("Script", "17", ["type not-served-yet"]), ("TXT", "x", []),
        ("SRV", "a.example", []),
        ("A", "192.0.2.1", []),
    ])
    func whatIsStoredOnlyIsSaid(_ type: String, _ value: String, _ expected: [String]) throws {
        #expect(try warnings(body(type, value)) == expected)
    }

    @Test(arguments: [("A", "192.0.2.1"), ("AAAA", "::1"), ("CNAME", "a.example")])
    func weightsAndMonitorsAreStoredOnly(_ type: String, _ value: String) throws {
        #expect(try warnings(body(type, value, ["weight": 7])) == ["weight not-served-yet"])
        #expect(try warnings(body(type, value, ["monitorType": 1])) == ["monitorType not-served-yet"])
        #expect(try warnings(body(type, value, ["monitorType": 0])) == [])
        #expect(
            try warnings(body(type, value, ["monitorType": 3, "weight": 0]))
                == ["weight not-served-yet", "monitorType not-served-yet"])
    }

    @Test func theWeightOfAServiceIsData() throws {
        let other = try stored(1, "SRV", "a.example", ["weight": 7])
        #expect(try warnings(body("SRV", "b.example", ["weight": 0]), beside: [other]) == [])
    }
}
