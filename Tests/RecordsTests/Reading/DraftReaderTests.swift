import Records
import Testing

@Suite struct DraftReaderTests {
    static let pasted: JSON = [
        "type": 0, "ttl": 3600, "value": "192.0.2.1", "name": "www", "weight": 0, "priority": 10, "port": 0,
        "flags": 0, "tag": "issue", "monitorType": 0, "comment": "Primary web server",
    ]

    @Test func theBodyOfOlderDocumentationGivesExactlyFourViolations() {
        #expect(
            read(Self.pasted)
                == .violations(["priority not-allowed", "port not-allowed", "flags not-allowed", "tag not-allowed"]))
        #expect(
            messages(Self.pasted) == [
                "priority: only MX, SRV, SVCB, HTTPS have it", "port: only SRV has it", "flags: only CAA has it",
                "tag: only CAA has it",
            ])
    }

    @Test(arguments: [JSON.null, true, 1, "text", [], [["type": 0]]])
    func aBodyThatIsNoObjectIsOneViolation(_ body: JSON) {
        #expect(read(body) == .violations([" type"]))
    }

    @Test func anEmptyObjectLacksNameAndValue() {
        #expect(read([:]) == .violations(["value required", "name required"]))
    }

    @Test func allViolationsComeAtOnceInTheOrderOfTheDocumentation() {
        let body: JSON = [
            "zzz": 1, "comment": 1, "tag": 1, "port": "1", "priority": -1, "weight": true, "name": "a..b", "value": "",
            "ttl": 1, "type": 8, "aaa": nil,
        ]
        #expect(
            read(body)
                == .violations([
                    "ttl range", "value format", "name format", "weight type", "priority range", "port type",
                    "tag not-allowed", "comment type", "zzz unknown", "aaa unknown",
                ]))
    }

    @Test func withoutATypeThatIsKnownTheRestIsStillChecked() {
        let body: JSON = ["type": 99, "ttl": 0, "value": 1, "name": ".", "port": 65536, "tag": "-", "weight": "x"]
        #expect(
            read(body)
                == .violations([
                    "type range", "ttl range", "value type", "name format", "weight type", "port range", "tag format",
                ]))
        #expect(read(["type": "XX", "value": "", "name": "www"]) == .violations(["type format", "value format"]))
    }

    @Test(
        arguments: [
            ("@id", "/api/x"), ("@context", nil), ("id", "x:1"), ("recordId", 1), ("domainId", "x"),
            ("organizationId", 1), ("typeString", "MX"), ("monitorStatus", 2), ("warnings", []), ("createdAt", "x"),
            ("updatedAt", "x"), ("unicodeName", "x"), ("recordCount", 1), ("serial", 1), ("delegation", [:]),
            ("lastUsedAt", nil), ("active", true), ("status", "x"),
        ] as [(String, JSON)])
    func whatWeWriteIsIgnoredWhenSentBack(_ name: String, _ value: JSON) {
        #expect(read(body("A", "192.0.2.1", [name: value])) == read(body("A", "192.0.2.1")))
    }

    @Test(arguments: ModelType.all)
    func aRecordThatWasReadCanBeSentBack(_ type: ModelType) throws {
        let draft = try draft(body(type.typeString, type.value))
        let record = DNSRecord(recordId: 7, draft: draft, createdAt: 0, updatedAt: 0)
        #expect(read(.object(record.members(ofDomain: "d"))) == .record(draft))
    }

    @Test func aValueThatIsNoAddressSaysThatTheTypeWasAbsent() {
        let withType = messages(body("A", "mail.example.net"))
        let without = messages(["value": "mail.example.net", "name": "www"])
        #expect(without == withType.map { $0 + " (type was absent, which means 0, A)" })
        #expect(read(["value": "192.0.2.1", "name": "www"]) == read(body("A", "192.0.2.1")))
        #expect(read(["type": nil, "value": "192.0.2.1", "name": "www"]) == read(body("A", "192.0.2.1")))
    }

    @Test(arguments: ModelType.all)
    func aTypeIsReadAsItsNumberOrItsNameInAnyCase(_ type: ModelType) throws {
        for spelling in [type.typeString, type.typeString.lowercased(), type.typeString.uppercased()] {
            #expect(
                try draft(
                    body(
                        spelling, type.value,
                        ["port": type.required["port"] ?? nil, "tag": type.required["tag"] ?? nil])
                ).kind.number == Int(type.number))
        }
    }

    @Test(
        arguments: [
            (16, "range"), (999, "range"), (1000, "range"),
            // What no record can have.
            (1006, "range"), (1041, "range"), (1128, "range"), (1200, "range"), (1255, "range"), ("SOA", "format"),
            ("soa", "format"), ("OPT", "format"), ("AXFR", "format"), ("ANY", "format"), ("TYPE0", "format"),
            ("TYPE6", "format"), ("TYPE65536", "format"),
            // What has another number here.
            (1001, "range"), (1052, "range"), (1065, "range"), ("TYPE1", "format"), ("type257", "format"),
            (66536, "range"), (-1, "range"), (.integer(.max), "range"), (.integer(.min), "range"),
            (.numeral("1e30"), "range"),
            ("0", "format"), ("", "format"), ("ſrv", "format"), ("A ", "format"), (true, "type"),
            (.number(0.5), "type"),
            ([0], "type"), ([:], "type"),
        ] as [(JSON, String)])
    func aTypeThatIsNoneIsRefused(_ type: JSON, _ code: String) {
        #expect(read(["type": type, "value": "192.0.2.1", "name": "www"]) == .violations(["type \(code)"]))
    }

    @Test(
        arguments: [
            (1052, "type: 1052 is TLSA, whose number here is 15"),
            (1006, "type: 1006 is SOA, which is made of the domain's settings and no record"),
            (1041, "type: 1041 is OPT, which no zone holds, so no record can have it"),
            (1128, "type: 1128 is TYPE128, which no zone holds"), ("any", "type: \"any\" is ANY, which no zone holds"),
            (1001, "type: 1001 is A, whose number here is 0"),
            ("TYPE65", "type: \"TYPE65\" is HTTPS, whose number here is 14"),
            (16, "type: 16 is not the number or the name of a type; known are 0 A"),
            (66536, "type: 66536 is not the number or the name of a type"),
            ("x", "type: \"x\" is no type; known are 0 A"),
        ] as [(JSON, String)])
    func aMessageSaysWhatATypeIs(_ type: JSON, _ beginning: String) {
        let told = messages(["type": type, "value": "192.0.2.1", "name": "www"])
        #expect(told.count == 1)
        #expect(told.first?.hasPrefix(beginning) == true)
    }

    @Test func aProviderNarrowsTypesAndTTLs() {
        let provider = ProviderDescription(
            id: "small", name: "Small DNS", kinds: [.a], ttl: 60...3600, atomicity: .record)
        func outcome(_ body: JSON) -> [String] {
            guard case .failure(let all) = DNSRecord.Draft.read(body, in: example, at: provider) else { return [] }
            return all.all.map { "\($0.propertyPath) \($0.code.rawValue)" }
        }
        #expect(outcome(body("TXT", "x", ["ttl": 59])) == ["type unsupported", "ttl range"])
        #expect(outcome(body("A", "192.0.2.1", ["ttl": 60])) == [])
        #expect(outcome(body("A", "192.0.2.1", ["ttl": 3601])) == ["ttl range"])
    }
}
