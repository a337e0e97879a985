import Records
import Testing

@testable import ControlPlane

@Suite struct PermissionJSONTests {
    /// What is wrong with a list of entries, as `path code`.
    private func faults(_ json: JSON) -> [String] {
        do {
            _ = try Permission.read(json)
            return []
        } catch {
            return error.all.map { "\($0.propertyPath) \($0.code.rawValue)" }
        }
    }

    private func entry(_ member: String, _ value: JSON) -> JSON { [.object([member: value])] }

    @Test func anEntryIsWrittenBackInTheOrderOfTheDocumentation() throws {
        let sent: JSON = [
            [
                "networks": ["203.0.113.0/24", "2001:DB8::1"], "maxTtl": 300, "values": ["192.0.2.0/24", "v=spf1 *"],
                "types": ["txt", 0, 3], "names": ["_acme-challenge", "*.DYN", "@"],
                "domains": ["Example.COM.", "*.example.net"], "verbs": ["delete", "read", "read"],
            ], [:],
        ]
        let written = JSON.array(try Permission.read(sent).map(\.json))
        #expect(
            String(decoding: written.bytes, as: UTF8.self) == """
                [{"verbs":["read","delete"],"domains":["example.com","*.example.net"],\
                "names":["_acme-challenge","*.dyn","@"],"types":[0,3],"values":["192.0.2.0/24","v=spf1 *"],\
                "maxTtl":300,"networks":["203.0.113.0/24","2001:db8::1/128"]},{}]
                """)
        #expect(try Permission.read(written) == Permission.read(sent))
    }

    @Test func whatIsStoredIsReadBackAsItWas() throws {
        let permissions = try Permission.read([["names": ["a*"], "values": ["\"quoted\" *"]], ["verbs": ["update"]]])
        #expect(try Permission.stored(try #require(Permission.storedText(of: permissions))) == permissions)
        #expect(Permission.storedText(of: nil) == nil)
    }

    @Test(
        arguments: [
            ("verbs", "read"), ("verbs", [:]), ("domains", true), ("names", 1), ("types", 3), ("values", "x"),
            ("networks", "10.0.0.0/8"),
        ] as [(String, JSON)])
    func whatIsNoListIsOneViolation(_ member: String, _ value: JSON) {
        #expect(faults(entry(member, value)) == ["permissions[0].\(member) type"])
    }

    @Test(arguments: ["verbs", "domains", "names", "types", "values", "networks"])
    func anEmptyLimitIsNeitherEverythingNorNothing(_ member: String) {
        #expect(faults(entry(member, [])) == ["permissions[0].\(member) range"])
        #expect(faults(entry(member, nil)) == [])
    }

    @Test(
        arguments: [
            ("verbs", "write", "format"), ("verbs", "Read", "format"), ("verbs", 1, "type"), ("verbs", nil, "type"),
            ("domains", "", "format"), ("domains", ".", "format"), ("domains", "exa mple.com", "format"),
            ("domains", "bücher.example", "format"), ("domains", "@", "format"), ("domains", "example.com..", "format"),
            ("domains", .string(String(repeating: "a", count: 254)), "format"), ("domains", [], "type"),
            ("names", "", "format"), ("names", "www.", "format"), ("names", "bücher", "format"),
            ("names", "@x", "format"),
            ("names", "a%b", "format"), ("names", "\u{212A}", "format"), ("names", 7, "type"),
            ("types", 16, "format"), ("types", -1, "format"), ("types", "SOA", "format"), ("types", nil, "format"),
            ("types", .number(1.5), "format"), ("types", 4_294_967_296, "format"), ("types", [], "format"),
            ("values", "", "format"), ("values", 1, "type"), ("values", "192.0.2.1/24", "format"),
            ("values", "192.0.2.0/33", "format"), ("values", "2001:db8::1/32", "format"),
            ("values", "::ffff:192.0.2.1", "format"), ("values", "::ffff:192.0.2.0/120", "format"),
            ("values", .string(String(repeating: "a", count: 1_001)), "format"),
            ("networks", "192.0.2.1/24", "format"), ("networks", "example.com", "format"), ("networks", "", "format"),
            ("networks", "fe80::1%eth0", "format"), ("networks", 10, "type"),
        ] as [(String, JSON, String)])
    func aWrongElementIsNamedByItsPlace(_ member: String, _ element: JSON, _ code: String) {
        #expect(faults(entry(member, [element])) == ["permissions[0].\(member)[0] \(code)"])
    }

    @Test(
        arguments: [
            (14, "range"), (86_401, "range"), (0, "range"), (-1, "range"), ("300", "type"), (.number(300.5), "type"),
            ([], "type"),
        ] as [(JSON, String)])
    func aWrongTTLIsOneViolation(_ value: JSON, _ code: String) {
        #expect(faults(entry("maxTtl", value)) == ["permissions[0].maxTtl \(code)"])
    }

    @Test func whatLooksLikeNoPrefixIsAPatternOfValues() throws {
        let values = try Permission.read([["values": ["192.0.2.*", "mail.example.net", "*/24", "10.0.0.0/8"]]])[0]
            .values
        #expect(
            values == [
                .pattern(Pattern("192.0.2.*")), .pattern(Pattern("mail.example.net")), .pattern(Pattern("*/24")),
                .prefix(try #require(AddressPrefix("10.0.0.0/8"))),
            ])
    }

    @Test(
        arguments: [
            (nil, ["permissions type"]), ("read-only", ["permissions type"]), ([:], ["permissions type"]),
            ([], ["permissions range"]), (["read"], ["permissions[0] type"]), ([nil], ["permissions[0] type"]),
            ([["verb": ["read"]]], ["permissions[0].verb unknown"]),
            ([["maxTTL": 300]], ["permissions[0].maxTTL unknown"]),
            ([.array([])], ["permissions[0] type"]),
        ] as [(JSON, [String])])
    func theListIsAnArrayOfEntries(_ json: JSON, _ found: [String]) {
        #expect(faults(json) == found)
    }

    @Test func allViolationsOfAllEntriesComeAtOnce() {
        let json: JSON = [
            ["verbs": ["fly"], "types": [99, 0, "x"], "more": 1], ["names": ["ok", ""], "maxTtl": 1],
        ]
        #expect(
            faults(json) == [
                "permissions[0].verbs[0] format", "permissions[0].types[0] format", "permissions[0].types[2] format",
                "permissions[0].more unknown", "permissions[1].names[1] format", "permissions[1].maxTtl range",
            ])
    }

    @Test func aListIsBoundedInEveryWay() {
        func many(_ count: Int, _ element: JSON) -> JSON { .array(Array(repeating: element, count: count)) }
        #expect(faults(many(50, [:])) == [])
        #expect(faults(many(51, [:])) == ["permissions range"])
        #expect(faults(entry("names", many(100, "a"))) == [])
        #expect(faults(entry("names", many(101, "a"))) == ["permissions[0].names range"])
        #expect(faults(many(5, ["names": many(100, "a")])) == [])
        #expect(faults(many(6, ["names": many(100, "a")])) == ["permissions range"])
        #expect(faults(many(2, ["values": many(50, "a")])) == [])
        #expect(faults(many(2, ["values": many(51, "a")])) == ["permissions range"])
    }
}
