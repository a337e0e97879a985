import DNS
import Testing

@testable import Nameserver

/// What is no plain query: FORMERR, NOTIMP, REFUSED, BADVERS or silence, and never a crash.
@Suite struct QueryTests {
    static let question: [UInt8] = Array("\u{3}www\u{7}example\u{3}com\u{0}".utf8) + [0, 1, 0, 1]

    static func packet(flags: UInt16 = 0, counts: [UInt8] = [0, 1, 0, 0, 0, 0, 0, 0], _ rest: [UInt8]) -> [UInt8] {
        [0x12, 0x34, UInt8(flags >> 8), UInt8(flags & 255)] + counts + rest
    }

    static func opt(version: UInt8 = 0, flags: UInt8 = 0, options: [UInt8] = []) -> [UInt8] {
        [0, 0, 41, 0x04, 0xd0, 0, version, flags, 0, 0, UInt8(options.count)] + options
    }

    static let withOPT: [UInt8] = [0, 1, 0, 0, 0, 0, 0, 1]

    static let cases: [(String, [UInt8], Int?)] = [
        ("a plain query", packet(question), 0),
        ("nothing", [], nil),
        ("eleven octets", Array(packet(question).prefix(11)), nil),
        ("a header alone", packet([]), 1),
        ("a response", packet(flags: 0x8000, question), nil),
        ("a response with an error", packet(flags: 0x8005, question), nil),
        ("IQUERY", packet(flags: 0x0800, question), 4),
        ("STATUS", packet(flags: 0x1000, question), 4),
        ("NOTIFY", packet(flags: 0x2000, question), 4),
        ("UPDATE", packet(flags: 0x2800, question), 4),
        ("no question", packet(counts: [0, 0, 0, 0, 0, 0, 0, 0], []), 1),
        ("two questions", packet(counts: [0, 2, 0, 0, 0, 0, 0, 0], question + question), 1),
        ("an answer in it", packet(counts: [0, 1, 0, 1, 0, 0, 0, 0], question), 1),
        ("an authority in it", packet(counts: [0, 1, 0, 0, 0, 1, 0, 0], question), 1),
        ("65,535 questions", packet(counts: [255, 255, 0, 0, 0, 0, 0, 0], question), 1),
        ("65,535 additionals", packet(counts: [0, 1, 0, 0, 0, 0, 255, 255], question), 1),
        ("octets behind it", packet(question + [0]), 1),
        ("half a question", Array(packet(question).dropLast(3)), 1),
        ("a pointer as the name", packet([0xc0, 12, 0, 1, 0, 1]), 1),
        ("a pointer inside the name", packet([3, 119, 119, 119, 0xc0, 12, 0, 1, 0, 1]), 1),
        ("a reserved label form", packet([0x41, 0, 0, 1, 0, 1]), 1),
        ("a label past the end", packet([63, 1, 2, 3]), 1),
        (
            "a name of 256 octets",
            packet(
                Array(repeating: [63] + Array(repeating: 97, count: 63), count: 4).flatMap(\.self) + [0, 0, 1, 0, 1]), 1
        ),
        ("class CH", packet(Array(question.dropLast(2)) + [0, 3]), 5),
        ("class ANY", packet(Array(question.dropLast(2)) + [0, 255]), 5),
        ("AXFR", packet(Array(question.dropLast(4)) + [0, 252, 0, 1]), 5),
        ("OPT as the type asked for", packet(Array(question.dropLast(4)) + [0, 41, 0, 1]), 0),
        ("a type that nobody knows", packet(Array(question.dropLast(4)) + [0, 200, 0, 1]), 0),
        ("an OPT", packet(counts: withOPT, question + opt()), 0),
        ("an OPT of version 1", packet(counts: withOPT, question + opt(version: 1)), 16),
        ("an OPT of version 255", packet(counts: withOPT, question + opt(version: 255)), 16),
        (
            "an OPT with an unknown option",
            packet(counts: withOPT, question + opt(options: [0xff, 0xee, 0, 2, 1, 2])), 0
        ),
        ("an OPT with unknown flags", packet(counts: withOPT, question + opt(flags: 0x7f)), 0),
        ("an option past the end", packet(counts: withOPT, question + opt(options: [0, 10, 0, 9, 1])), 1),
        ("half an option", packet(counts: withOPT, question + opt(options: [0, 10])), 1),
        ("two OPTs", packet(counts: [0, 1, 0, 0, 0, 0, 0, 2], question + opt() + opt()), 1),
        ("an OPT that is not the root's", packet(counts: withOPT, question + [1, 97] + opt()), 1),
        ("half an OPT", packet(counts: withOPT, question + opt().dropLast()), 1),
        (
            "a TSIG of a key that nobody knows",
            packet(counts: withOPT, question + [0, 0, 250, 0, 255, 0, 0, 0, 0, 0, 0]), 9
        ),
        (
            "a record that is passed over",
            packet(counts: withOPT, question + [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]), 0
        ),
    ]

    @Test(arguments: cases) func isMetWith(_ what: String, _ packet: [UInt8], _ code: Int?) throws {
        let zones = Zones(capacity: 16 << 20)
        try zones.add(
            "example.com.", key: 1,
            records: [record("example.com. 60 NS ns.example.net."), record("www.example.com. 60 A 192.0.2.1")])
        let reply = try Asker(zones).ask([packet])[0]
        guard let code else { return #expect(reply.isEmpty) }
        let message = try Message(parsing: reply)
        #expect(Int(message.responseCode.rawValue) == code)
        #expect(message.id == 0x1234)
        #expect(message.flags.contains(.qr))
        if code == 16 { #expect(message.edns?.version == 0) }
    }

    static let nothing: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0]
    static let a: [UInt8] = [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 9]

    /// What is refused before its records are read: the code, and whether an OPT comes back.
    static let refusals: [(String, [UInt8], Int, Bool)] = [
        ("NOTIFY", packet(flags: 0x2000, counts: withOPT, question + opt()), 4, true),
        ("NOTIFY without an OPT", packet(flags: 0x2000, question), 4, false),
        ("NOTIFY with a SOA", packet(flags: 0x2400, counts: [0, 1, 0, 1, 0, 0, 0, 1], question + a + opt()), 4, true),
        ("UPDATE", packet(flags: 0x2800, counts: [0, 1, 0, 1, 0, 2, 0, 1], question + a + a + a + opt()), 4, true),
        ("STATUS without a question", packet(flags: 0x1000, counts: [0, 0, 0, 0, 0, 0, 0, 1], opt()), 4, true),
        (
            "STATUS with an OPT of version 1", packet(flags: 0x1000, counts: withOPT, question + opt(version: 1)), 16,
            true
        ),
        ("no question", packet(counts: [0, 0, 0, 0, 0, 0, 0, 1], opt()), 1, true),
        (
            "no question, a cookie", packet(counts: [0, 0, 0, 0, 0, 0, 0, 1], opt(options: [0, 10, 0, 2, 1, 2])), 1,
            true
        ),
        ("two questions", packet(counts: [0, 2, 0, 0, 0, 0, 0, 1], question + question + opt()), 1, true),
        ("an answer in it", packet(counts: [0, 1, 0, 1, 0, 0, 0, 1], question + a + opt()), 1, true),
        ("an authority in it", packet(counts: [0, 1, 0, 0, 0, 1, 0, 1], question + a + opt()), 1, true),
        ("a pointer as the name", packet(counts: withOPT, [0xc0, 12, 0, 1, 0, 1] + opt()), 1, true),
        (
            "nine additionals",
            packet(counts: [0, 1, 0, 0, 0, 0, 0, 9], question + Array(repeating: a, count: 8).joined() + opt()),
            1, true
        ),
        (
            "an OPT among the answers", packet(flags: 0x2000, counts: [0, 1, 0, 1, 0, 0, 0, 0], question + opt()), 4,
            false
        ),
        (
            "an OPT that is not the root's", packet(flags: 0x2000, counts: withOPT, question + [1, 97] + opt()), 4,
            false
        ),
        ("half an OPT", packet(flags: 0x2000, counts: withOPT, question + opt().dropLast()), 4, false),
        ("half a question", packet(flags: 0x2000, counts: withOPT, Array(question.dropLast(9))), 4, false),
        (
            "65,535 of everything", packet(flags: 0x2000, counts: Array(repeating: 255, count: 8), question + opt()), 4,
            false
        ),
    ]

    @Test(arguments: refusals) func anOPTIsAnsweredWithOneWhateverElseIsWrong(
        _ what: String, _ packet: [UInt8], _ code: Int, _ hasOPT: Bool
    ) throws {
        let reply = try Message(parsing: Asker(Zones(capacity: 16 << 20)).ask([packet])[0])
        #expect(Int(reply.responseCode.rawValue) == code)
        #expect((reply.edns != nil) == hasOPT)
        #expect(reply.answers.isEmpty && reply.authorities.isEmpty && reply.additionals.isEmpty)
    }

    @Test func theDOBitComesBackAndNoOther() throws {
        let zones = Zones(capacity: 16 << 20)
        try zones.add("example.com.", key: 1, records: [record("www.example.com. 60 A 192.0.2.1")])
        let packet = Self.packet(flags: 0x0130, counts: Self.withOPT, Self.question + Self.opt(flags: 0xff))
        let reply = try Asker(zones).ask([packet])[0]
        #expect(reply.suffix(11) == [0, 0, 41, 0x04, 0xd0, 0, 0, 0x80, 0, 0, 0])
        #expect(reply[2] == 0x85 && reply[3] == 0)
    }

    @Test func randomPacketsNeitherCrashNorLoop() throws {
        let zones = Zones(capacity: 16 << 20)
        try zones.add(
            "example.com.", key: 1,
            records: [
                record("example.com. 60 NS ns.example.com."), record("*.example.com. 60 CNAME www.example.com."),
                record("www.example.com. 60 A 192.0.2.1"), record("sub.example.com. 60 NS ns.sub.example.com."),
                record("ns.sub.example.com. 60 A 192.0.2.2"),
            ])
        let asker = try Asker(zones)
        var random = SplitMix(seed: 5)
        var replies = 0
        for _ in 0..<20_000 {
            var packet = Self.packet(counts: Self.withOPT, Self.question + Self.opt(options: [0, 10, 0, 2, 1, 2]))
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                packet[Int.random(in: 2..<packet.count, using: &random)] = UInt8.random(
                    in: .min ... .max, using: &random)
            }
            packet.removeLast(
                Int.random(in: 0...3, using: &random) == 0 ? Int.random(in: 0..<packet.count, using: &random) : 0)
            let reply = asker.ask([packet])[0]
            #expect(reply.count <= 1232)
            if !reply.isEmpty {
                _ = try Message(parsing: reply)
                replies += 1
            }
        }
        #expect(replies > 10_000)
    }
}

/// Random numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
        return word ^ word >> 31
    }
}
