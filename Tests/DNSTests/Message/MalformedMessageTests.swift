import DNS
import Testing

struct MalformedMessageTests {
    /// What follows the id and the flags, and what is wrong with it.
    private static let messages: [(String, MessageError)] = [
        ("", .endsEarly),
        ("0000 0000 0000 00", .endsEarly),
        ("0001 0000 0000 0000", .name(.endsEarly)),
        ("0001 0000 0000 0000 0161", .name(.endsEarly)),
        ("0001 0000 0000 0000 016100 0001 00", .endsEarly),
        ("ffff 0000 0000 0000 016100 0001 0001", .name(.endsEarly)),
        ("0000 ffff 0000 0000 016100 0001 0001 0000003c 0004 01020304", .name(.endsEarly)),
        ("0000 0000 0000 0000 00", .surplusOctets),
        ("0000 0001 0000 0000 00 0001 0001 0000003c 0005 01020304", .endsEarly),
        (
            "0000 0001 0000 0000 00 0001 0001 0000003c 0003 010203",
            .rdata(.root, .a, .field("address", .endsEarly))
        ),
        (
            "0000 0001 0000 0000 00 0001 0001 0000003c 0005 0102030405",
            .rdata(.root, .a, .surplusOctets(1))
        ),
        // A pointer to itself, to a later place, in a loop of two, to the end.
        ("0001 0000 0000 0000 c00c 0001 0001", .name(.badPointer)),
        ("0001 0000 0000 0000 c00d 0001 0001", .name(.badPointer)),
        ("0001 0000 0000 0000 ffff 0001 0001", .name(.badPointer)),
        ("0001 0000 0000 0000 0161 c00c 0001 0001", .name(.badPointer)),
        ("0002 0000 0000 0000 0161 c012 0001 0001 c00c 0001 0001", .name(.badPointer)),
        ("0001 0000 0000 0000 c0", .name(.endsEarly)),
        ("0001 0000 0000 0000 40 0001 0001", .name(.reservedLabelType(0x40))),
        ("0001 0000 0000 0000 80 0001 0001", .name(.reservedLabelType(0x80))),
        // SVCB's target must not be compressed (RFC 9460 §2.2).
        (
            "0000 0001 0000 0000 00 0040 0001 00000000 0004 0001 c00c",
            .rdata(.root, .svcb, .field("target", .notAName(.pointerNotAllowed)))
        ),
        // A name that runs beyond its RDATA.
        (
            "0000 0001 0000 0000 00 0002 0001 00000000 0002 0361 626300",
            .rdata(.root, .ns, .field("name server", .notAName(.endsEarly)))
        ),
        // OPT: twice, in the wrong section, not of the root, with an option too long.
        ("0000 0000 0000 0002 00 0029 0200 00000000 0000 00 0029 0200 00000000 0000", .misplacedOPT),
        ("0000 0001 0000 0000 00 0029 0200 00000000 0000", .misplacedOPT),
        ("0000 0000 0001 0000 00 0029 0200 00000000 0000", .misplacedOPT),
        ("0000 0000 0000 0001 016100 0029 0200 00000000 0000", .misplacedOPT),
        (
            "0000 0000 0000 0001 00 0029 0200 00000000 0004 00010001",
            .rdata(.root, .opt, .field("options", .endsEarly))
        ),
    ]

    @Test(arguments: messages)
    func malformedMessageIsRefused(_ message: String, _ error: MessageError) {
        #expect(throws: error) { try Message(parsing: octets("0001 0000" + message)) }
    }

    @Test func nameThatGrowsThroughPointersIsBounded() {
        // Each name is a label of 63 octets and a pointer to the one before: the fifth is beyond 255 octets.
        var message = octets("0001 0000 0005 0000 0000 0000")
        var last: Int?
        for _ in 0..<5 {
            let start = message.count
            message += [63] + Array(repeating: 0x61, count: 63)
            message += last.map { [0xC0 | UInt8($0 >> 8), UInt8($0 & 0xFF)] } ?? [0]
            message += [0, 1, 0, 1]
            last = start
        }
        #expect(throws: MessageError.name(.nameTooLong)) { try Message(parsing: message) }
    }

    @Test func chainOfPointersIsBounded() throws {
        // One opaque record full of pointers, each to the one before; a name then may follow only so many.
        func message(hops: Int) -> [UInt8] {
            let count = 200
            var message = octets("0001 0000 0000 0002 0000 0000 00 ff00 0001 00000000")
            message += [UInt8((count * 2 + 1) >> 8), UInt8((count * 2 + 1) & 0xFF), 0]
            var last = message.count - 1
            for _ in 0..<count {
                message += [0xC0 | UInt8(last >> 8), UInt8(last & 0xFF)]
                last = message.count - 2
            }
            let target = last - 2 * (count - hops)
            return message + [0xC0 | UInt8(target >> 8), UInt8(target & 0xFF)]
                + octets("0001 0001 00000000 0004 01020304")
        }
        #expect(try Message(parsing: message(hops: 126)).answers[1].owner == .root)
        #expect(throws: MessageError.name(.badPointer)) { try Message(parsing: message(hops: 127)) }
    }

    /// Messages with octets changed, left out and put in: each is refused or read, and what is read can be written.
    @Test func noMutationCrashes() throws {
        var generator = SeededGenerator(seed: 9460)
        var random = RandomRecords(seed: 1035)
        let messages = (0..<40).map { _ in random.message().serialized() }
        var read = 0
        for _ in 0..<20_000 {
            var message = messages.randomElement(using: &generator)!
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let position = Int.random(in: 0..<message.count, using: &generator)
                switch Int.random(in: 0..<8, using: &generator) {
                case 0: message.remove(at: position)
                case 1: message.insert(UInt8.random(in: 0...255, using: &generator), at: position)
                case 2: message.removeSubrange(position...)
                case 3: message[position] = 0xC0
                default: message[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                }
                if message.isEmpty { message = [0] }
            }
            guard let parsed = try? Message(parsing: message) else { continue }
            read += 1
            let written = parsed.serialized()
            #expect(try Message(parsing: written).serialized() == written)
        }
        #expect(read > 1000)
    }
}
