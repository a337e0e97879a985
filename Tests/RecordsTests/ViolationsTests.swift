import Records
import Testing

@Suite struct ViolationsTests {
    private func violation(_ i: Int) -> Violation { Violation("m\(i)", .unknown, "m\(i): x") }

    @Test func aHundredAreListedAndTheOthersCounted() {
        #expect(Violations((0..<100).map(violation)).all == (0..<100).map(violation))
        let more = Violations((0..<250).map(violation)).all
        #expect(more.dropLast() == (0..<100).map(violation)[...])
        #expect(more.last == Violation("", .range, "the body: 150 more violations, which are not listed"))
    }

    @Test func whatOthersDidNotListIsCountedToo() {
        var all = Violations((0..<60).map(violation))
        all.note(Violations((0..<250).map(violation)))
        #expect(all.all.count == 101)
        #expect(all.all.last?.message == "the body: 210 more violations, which are not listed")
    }

    @Test func aBodyOfUnknownMembersGetsAShortAnswer() throws {
        var text = Array("{\"ttl\":1".utf8)
        for i in 0..<100_000 { text += Array(",\"\(i)\":0".utf8) }
        let body = try JSON(parsing: text + Array("}".utf8))
        let all = violations(body)
        #expect(all.count == 101)
        #expect(all.prefix(4).map(\.propertyPath) == ["ttl", "value", "name", "0"])
        #expect(all.last?.message == "the body: 99903 more violations, which are not listed")
        #expect(size(all) < 30_000)
    }

    /// In each place where a message quotes what was sent, a quarter of a megabyte of it.
    @Test(
        arguments: [
            { ["type": .string($0)] },
            { ["type": .string("TYPE" + $0)] },
            { .object(JSON.Object(dictionaryLiteral: ($0, 1))) },
            { ["name": .string($0)] },
            { ["name": .string("ü." + $0)] },
            { ["name": .string("ü" + $0 + ".☃ß")] },
            { ["value": .string($0)] },
            { ["type": "TXT", "value": .string($0 + "\n")] },
            { ["type": "MX", "value": .string("10 " + $0.prefix(8000))] },
            { ["type": "CAA", "tag": .string($0), "value": .string("0 \($0.prefix(4000)) \"x\"")] },
            { ["type": "CAA", "tag": "issue", "value": .string("0 \($0.prefix(4000)) \"x\"")] },
            { ["type": "CAA", "tag": "issue", "value": .string("a_; \($0.prefix(8000))")] },
            { ["type": "Redirect", "value": .string("http://\($0.prefix(8000))_^/^")] },
            { ["type": "HTTPS", "value": .string(". \($0.prefix(8000))=1")] },
            { ["type": "HTTPS", "value": .string(". " + Array(repeating: $0.prefix(60), count: 100).joined(separator: " "))] },
            { ["comment": .string($0)] },
        ] as [@Sendable (String) -> JSON])
    func whatMessagesQuoteIsBounded(_ body: @Sendable (String) -> JSON) {
        let all = violations(body(String(repeating: "xy0", count: 80_000)))
        #expect(!all.isEmpty)
        #expect(all.allSatisfy { $0.message.utf8.count < 500 && $0.propertyPath.utf8.count < 100 })
    }

    @Test func thousandsOfFaultyParametersAreCounted() {
        let words = (0..<1000).map { "k\($0)=" }.joined(separator: " ")
        let all = violations(body("HTTPS", ". " + words))
        #expect(all.count == 101)
        #expect(all.last?.message == "the body: 900 more violations, which are not listed")
    }

    @Test func aLongMemberIsNamedByItsBeginning() {
        let name = String(repeating: "m", count: 100)
        #expect(violations([name: 1, "name": "@", "value": "192.0.2.1"].self as JSON).map(\.propertyPath) == [name.prefix(64) + "…"])
    }

    private func violations(_ body: JSON) -> [Violation] {
        guard case .failure(let violations) = DNSRecord.Draft.read(body, in: example) else { return [] }
        return violations.all
    }

    private func size(_ all: [Violation]) -> Int {
        JSON.array(all.map(\.json)).bytes.count
    }
}
