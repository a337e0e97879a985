import DNS
import Testing

/// RFC 2181 §9.
struct TruncationTests {
    private static func message(answers: Int, additionals: Int) throws -> Message {
        func records(_ owner: String, _ count: Int) throws -> [ResourceRecord] {
            try (0..<count).map { try MessageTests.record(owner, .a, "192.0.2.\($0)") }
        }
        return try Message(
            flags: [.qr, .aa], questions: [Question(name: Name("www.example."), type: .a)],
            answers: [MessageTests.record("www.example.", .cname, "real.example.")] + records("real.example.", answers),
            additionals: records("ns.example.", additionals), edns: EDNS())
    }

    @Test func wholeRRsetIsLeftOutAndTCSet() throws {
        let message = try Self.message(answers: 20, additionals: 1)
        let full = message.serialized().count
        let cut = try Message(parsing: message.serialized(limit: 200))
        #expect(full > 200)
        #expect(cut.flags.contains(.tc))
        #expect(cut.answers.map(\.type) == [.cname])
        #expect(cut.additionals.isEmpty && cut.edns != nil)
    }

    @Test func additionalRecordsAreLeftOutWithoutTC() throws {
        let message = try Self.message(answers: 2, additionals: 20)
        let cut = try Message(parsing: message.serialized(limit: 200))
        #expect(!cut.flags.contains(.tc))
        #expect(cut.answers.count == 3 && cut.additionals.isEmpty && cut.edns != nil)
    }

    @Test func noLimitIsExceededAndEveryPrefixIsAMessage() throws {
        let message = try Self.message(answers: 5, additionals: 5)
        for limit in 0...message.serialized().count {
            let wire = message.serialized(limit: limit)
            #expect(wire.count <= max(limit, 12 + 11))
            #expect(throws: Never.self) { try Message(parsing: wire) }
        }
        #expect(try Message(parsing: message.serialized(limit: message.serialized().count)) == message)
    }

    @Test func messageEndsAt65535Octets() throws {
        let big = try MessageTests.record("example.", .ds, "\\# 65000 " + String(repeating: "00", count: 65000))
        let other = try MessageTests.record("example.", .txt, "\"" + String(repeating: "x", count: 255) + "\"")
        let message = Message(
            flags: .qr, answers: [big, other],
            edns: EDNS(options: [.init(code: 1, data: Array(repeating: 0, count: 600))]))
        let cut = try Message(parsing: message.serialized(limit: 1 << 20))
        #expect(cut.flags.contains(.tc))
        #expect(cut.answers.isEmpty || cut.answers.count == 1)
        let hugeOptions = Message(edns: EDNS(options: [.init(code: 1, data: Array(repeating: 0, count: 65535))]))
        #expect(hugeOptions.serialized().count <= 65535)
    }
}
