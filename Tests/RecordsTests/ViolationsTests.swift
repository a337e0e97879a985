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

    /// Wherever a message quotes what was sent: as much of it as may come there.
    struct LongInput: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let body: JSON

        init(_ place: String, _ body: JSON) {
            testDescription = place
            self.body = body
        }

        private static let long = String(repeating: "xy0", count: 80_000)
        private static let value = String(repeating: "xy0", count: 2_000)

        static let all: [LongInput] = [
            .init("type", ["type": .string(long)]), .init("type by number", ["type": .string("TYPE" + long)]),
            .init("unknown member", [long: 1]), .init("name", ["name": .string(long)]),
            .init("label", ["name": .string(value)]), .init("Unicode label", ["name": .string("ü☃ß" + value)]),
            .init("value", ["value": .string(long)]), .init("text", ["type": "TXT", "value": .string(long + "\n")]),
            .init("target", ["type": "MX", "value": .string("10 \(value)_")]),
            .init("tag", ["type": "CAA", "tag": .string(long), "value": ";"]),
            .init("misplaced tag", ["type": "CAA", "value": .string("0 \(value) \"x\"")]),
            .init("issuer", ["type": "CAA", "tag": "issue", "value": .string(value + "_; " + value)]),
            .init("URL", ["type": "Redirect", "value": .string("http://\(value)_^/^")]),
            .init("parameter", ["type": "HTTPS", "value": .string(". \(value)=1")]),
            .init("comment", ["comment": .string(long)]),
        ]
    }

    @Test(arguments: LongInput.all)
    func whatMessagesQuoteIsBounded(_ input: LongInput) {
        let all = violations(input.body)
        #expect(all.allSatisfy { $0.message.utf8.count < 500 && $0.propertyPath.utf8.count < 100 })
        #expect(size(all) < 3000)
    }

    @Test func thousandsOfFaultyParametersAreCounted() {
        let words = (0..<1000).map { "k\($0)=" }.joined(separator: " ")
        let all = violations(body("HTTPS", ". " + words))
        #expect(all.count == 101)
        #expect(all.last?.message == "the body: 900 more violations, which are not listed")
    }

    @Test func aLongMemberIsNamedByItsBeginning() {
        let name = String(repeating: "m", count: 100)
        let found = violations([name: 1, "name": "@", "value": "192.0.2.1"])
        #expect(found.map(\.propertyPath) == [name.prefix(64) + "…"])
    }

    private func violations(_ body: JSON) -> [Violation] {
        guard case .failure(let violations) = DNSRecord.Draft.read(body, in: example) else { return [] }
        return violations.all
    }

    private func size(_ all: [Violation]) -> Int {
        JSON.array(all.map(\.json)).bytes.count
    }
}
