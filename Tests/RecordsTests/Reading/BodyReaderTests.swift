import Records
import Testing

@Suite struct BodyReaderTests {
    /// Reads the members a body may have here; what was found wrong, as `path code`.
    private func faults(_ body: JSON, isPatch: Bool = false, path: String = "") -> [String] {
        do throws(Violations) {
            var reader = try BodyReader(body, isPatch: isPatch, path: path)
            _ = reader.text("name", 1...5, isRequired: true)
            _ = reader.bool("flag")
            _ = reader.integer("count", in: 1...9)
            _ = reader.time("at")
            _ = reader.list("list", least: 1, limit: 3) { json, path throws(Violation) in
                guard let text = json.string else { throw Violation(path, .type, "\(path): not a text") }
                return text
            }
            try reader.finish()
            return []
        } catch {
            return error.all.map { "\($0.propertyPath) \($0.code.rawValue)" }
        }
    }

    @Test func aWholeBodyHasNoFaults() {
        let body: JSON = [
            "name": "five5", "flag": false, "count": 9, "at": "2026-11-25T07:03:15Z", "list": ["a", "b", "c"],
        ]
        #expect(faults(body) == [])
        #expect(faults(["name": "a"]) == [])
    }

    @Test(arguments: [JSON.null, true, 1, "text", [], [["name": "a"]]])
    func aBodyThatIsNoObjectIsOneFault(_ body: JSON) {
        #expect(faults(body) == [" type"])
        #expect(faults(body, path: "permissions[0].") == ["permissions[0] type"])
    }

    @Test(
        arguments: [
            (["name": ""], ["name range"]),
            (["name": "sixsix"], ["name range"]),
            (["name": "a\nb"], ["name format"]),
            (["name": "\u{85}"], ["name format"]),
            (["name": 1], ["name type"]),
            ([:], ["name required"]),
            (["name": nil], ["name required"]),
            (["name": "a", "flag": 1], ["flag type"]),
            (["name": "a", "flag": "true"], ["flag type"]),
            (["name": "a", "count": 0], ["count range"]),
            (["name": "a", "count": 10], ["count range"]),
            (["name": "a", "count": "1"], ["count type"]),
            (["name": "a", "count": .number(1.5)], ["count type"]),
            (["name": "a", "count": .numeral("1e300")], ["count range"]),
            (["name": "a", "at": 1_795_590_195], ["at type"]),
            (["name": "a", "at": "tomorrow"], ["at format"]),
            (["name": "a", "list": "a"], ["list type"]),
            (["name": "a", "list": []], ["list range"]),
            (["name": "a", "list": ["a", "b", "c", "d"]], ["list range"]),
            (["name": "a", "list": ["a", 1, nil]], ["list[1] type", "list[2] type"]),
            (["name": "a", "more": nil], ["more unknown"]),
            (["name": "a", "Name": "b"], ["Name unknown"]),
        ] as [(JSON, [String])])
    func eachFaultNamesItsMember(_ body: JSON, _ found: [String]) {
        #expect(faults(body) == found)
        #expect(faults(body, path: "entries[7].") == found.map { "entries[7].\($0)" })
    }

    @Test func allFaultsComeAtOnce() {
        let body: JSON = ["zzz": 1, "list": [1], "at": 1, "count": 0, "flag": 1, "name": ""]
        #expect(
            faults(body) == ["name range", "flag type", "count range", "at type", "list[0] type", "zzz unknown"])
    }

    @Test func whatIsOursToWriteAndWhatIsOfJSONLDIsIgnored() {
        let body: JSON = ["@id": "/api/x/1", "@type": 7, "id": 1, "createdAt": true, "active": nil, "name": "a"]
        #expect(faults(body) == [])
    }

    @Test(
        arguments: [
            ("{}", []), (#"{"email":"a"}"#, []), (#"{"email":"b"}"#, ["email not-allowed"]),
            (#"{"email":1}"#, ["email not-allowed"]), (#"{"email":null}"#, ["email not-allowed"]),
            (#"{"none":null}"#, []), (#"{"none":true}"#, ["none not-allowed"]),
        ])
    func whatIsNotSetHereIsSentBackAsItWasOrRefused(_ body: String, _ found: [String]) throws {
        var reader = try BodyReader(JSON(parsing: Array(body.utf8)), isPatch: true)
        reader.keep("email", at: "a", "not set here; name is")
        reader.keep("none", at: nil, "not set here; name is")
        do throws(Violations) {
            try reader.finish()
            #expect(found == [])
        } catch {
            #expect(error.all.map { "\($0.propertyPath) \($0.code.rawValue)" } == found)
            #expect(error.all.allSatisfy { $0.message == "\($0.propertyPath): not set here; name is" })
        }
    }

    @Test func aNumberBeyondAllIsQuotedAsItWasSent() throws {
        for spelling in ["1e999", "-1E+999", "99999999999999999999"] {
            var reader = try BodyReader(JSON(parsing: Array("{\"ttl\":\(spelling)}".utf8)))
            _ = reader.integer("ttl", in: 15...86_400)
            let error = #expect(throws: Violations.self) { try reader.finish() }
            #expect(error?.all.map(\.message) == ["ttl: \(spelling) is not an integer from 15 to 86400"])
        }
    }

    @Test func nullIsAbsentWhereSomethingIsMadeAndAValueWhereItIsAltered() throws {
        var made = try BodyReader(["name": nil])
        #expect(made.given("name") == .absent)
        #expect(made.given("flag") == .absent)
        var altered = try BodyReader(["name": nil, "flag": true], isPatch: true)
        #expect(altered.given("name") == .null)
        #expect(altered.given("flag") == .value(true))
        #expect(altered.given("count") == .absent)
        try altered.finish()
    }
}
