import DNS
import Testing

struct DeltaTests {
    private static func record(_ owner: String, _ type: RecordType, _ text: String) throws -> ResourceRecord {
        try ResourceRecord(owner: Name(owner), ttl: 300, rdata: RDATA(type, text: text))
    }

    @Test func deltaIsReadBack() throws {
        let delta = Delta(
            removed: [try Self.record("A.example.", .a, "192.0.2.1")],
            added: [
                try Self.record("a.example.", .mx, "10 Mail.example."), try Self.record("example.", .txt, "\"x\""),
            ])
        #expect(try Delta(wire: delta.wire) == delta)
        #expect(try Delta(wire: delta.wire).added[0].rdata.text == "10 Mail.example.")
        #expect(try Delta(wire: Delta().wire).isEmpty)
        #expect(!delta.isEmpty)
    }

    @Test func shortenedOrLengthenedDeltaIsRefused() throws {
        let wire = Delta(added: [try Self.record("a.example.", .a, "192.0.2.1")]).wire
        for count in 0..<wire.count {
            #expect(throws: MessageError.self) { try Delta(wire: wire[..<count]) }
        }
        #expect(throws: MessageError.surplusOctets) { try Delta(wire: wire + [0]) }
        // A count is a claim: four thousand million records are not waited for.
        #expect(throws: MessageError.name(.endsEarly)) { try Delta(wire: Array(repeating: 0xFF, count: 8)) }
    }
}
