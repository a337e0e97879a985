import DNS
import Records
import Testing

@Suite struct RecordPatchTests {
    private func patched(_ before: JSON, _ patch: JSON) throws -> Outcome {
        let draft = try draft(before)
        do throws(Violations) {
            return .record(try RecordPatch(reading: patch).applied(to: draft, in: example))
        } catch {
            return .violations(error.all.map { "\($0.propertyPath) \($0.code.rawValue)" })
        }
    }

    /// A record, a patch, and a whole body that makes what the patch leaves.
    private static let patches: [(JSON, JSON, JSON)] = [
        (body("A", "192.0.2.1"), [:], body("A", "192.0.2.1")),
        (body("A", "192.0.2.1"), ["ttl": 60], body("A", "192.0.2.1", ["ttl": 60])),
        (body("A", "192.0.2.1", ["ttl": 60]), ["ttl": .null], body("A", "192.0.2.1")),
        (body("A", "192.0.2.1", ["weight": 5]), ["weight": .null], body("A", "192.0.2.1")),
        (
            body("A", "192.0.2.1", ["weight": 5]), ["comment": "c"],
            body("A", "192.0.2.1", ["weight": 5, "comment": "c"])
        ),
        (body("A", "192.0.2.1", ["comment": "c"]), ["comment": .null], body("A", "192.0.2.1")),
        (body("A", "192.0.2.1"), ["name": "other"], body("A", "192.0.2.1", name: "other")),
        (body("A", "192.0.2.1"), ["type": "a", "value": "192.0.2.9"], body("A", "192.0.2.9")),
        (body("MX", "mail.example.net"), ["priority": 5], body("MX", "mail.example.net", ["priority": 5])),
        (
            body("MX", "mail.example.net", ["priority": 5]), ["value": "other.example.net"],
            body("MX", "other.example.net", ["priority": 5])
        ),
        (
            body("SRV", "a.example.net", ["port": 1, "weight": 2]), ["weight": .null],
            body("SRV", "a.example.net", ["port": 1])
        ),
        (body("CAA", "ca.example.net"), ["flags": 128], body("CAA", "ca.example.net", ["flags": 128])),
        (body("TXT", "\"a\" \"b\""), ["ttl": 60], body("TXT", "\"a\" \"b\"", ["ttl": 60])),
        (body("DS", "1 8 0 00"), ["value": "1 8 0 FF"], body("DS", "1 8 0 ff")),
        // What is ours is ignored when it is sent back.
        (body("A", "192.0.2.1"), ["recordId": 7, "typeString": "A", "@id": "x"], body("A", "192.0.2.1")),
    ]

    @Test(arguments: patches)
    func whatIsNotMentionedStays(_ before: JSON, _ patch: JSON, _ after: JSON) throws {
        #expect(try patched(before, patch) == .record(try draft(after)))
    }

    private static let faults: [(JSON, JSON, [String])] = [
        (body("A", "192.0.2.1"), ["type": "AAAA"], ["type not-allowed"]),
        (body("AAAA", "2001:db8::1"), ["type": .null], ["type not-allowed"]),
        (body("A", "192.0.2.1"), ["value": .null], ["value required"]),
        (body("A", "192.0.2.1"), ["name": .null], ["name required"]),
        (
            body("A", "192.0.2.1"), ["ttl": 1, "value": "x", "port": 1, "zzz": 1],
            [
                "ttl range", "value format", "port not-allowed", "zzz unknown",
            ]
        ),
        (body("SRV", "a.example.net"), ["port": .null], ["port required"]),
        (body("SVCB", "a.example.net port=1"), ["priority": 0], ["value format"]),
        (body("A", "192.0.2.1"), ["comment": 1], ["comment type"]),
        (body("A", "192.0.2.1"), [1], [" type"]),
    ]

    @Test(arguments: faults)
    func allThatIsWrongIsTold(_ before: JSON, _ patch: JSON, _ violations: [String]) throws {
        #expect(try patched(before, patch) == .violations(violations))
    }

    /// An import keeps what it brings, and a patch of something else does not mind.
    @Test func whatNoBodyCouldSayStaysWhereThePatchDoesNotMentionIt() throws {
        var draft = try draft(body("MX", "mail.example.net"))
        (draft.ttl, draft.value) = (5, "_odd_.example.net")
        let patched = try RecordPatch(reading: ["comment": "c"]).applied(to: draft, in: example)
        draft.comment = "c"
        #expect(patched == draft)
    }
}
