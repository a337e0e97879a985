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
        #expect(read(["type": "DS", "value": "", "name": "www"]) == .violations(["type unsupported", "value format"]))
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
            (15, "unsupported"), ("TLSA", "unsupported"), (1043, "unsupported"), ("ds", "unsupported"),
            (1001, "unsupported"),
            (66535, "unsupported"), ("TYPE65280", "unsupported"), ("SOA", "unsupported"), (16, "range"),
            (1000, "range"),
            (66536, "range"), (-1, "range"), (.integer(.max), "range"), (.integer(.min), "range"),
            (.number(1e30), "range"),
            ("0", "format"), ("", "format"), ("ſrv", "format"), ("A ", "format"), (true, "type"),
            (.number(0.5), "type"),
            ([0], "type"), ([:], "type"),
        ] as [(JSON, String)])
    func aTypeThatIsNoneIsRefused(_ type: JSON, _ code: String) {
        #expect(read(["type": type, "value": "192.0.2.1", "name": "www"]) == .violations(["type \(code)"]))
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
