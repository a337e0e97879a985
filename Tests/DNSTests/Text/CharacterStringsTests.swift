import DNS
import Testing

struct CharacterStringsTests {
    @Test(
        arguments: [
            (#""a" "b\"c" "\226""#, [[0x61], [0x62, 0x22, 0x63], [226]], #""a" "b\"c" "\226""#),
            (#"a b"#, [[0x61], [0x62]], #""a" "b""#),
            (#""""#, [[]], #""""#),
            (#""a""b""#, [[0x61], [0x62]], #""a" "b""#),
            (#"a\032b "c d;(e)""#, [Array("a b".utf8), Array("c d;(e)".utf8)], #""a b" "c d;(e)""#),
            (#""ü""#, [[0xC3, 0xBC]], #""\195\188""#),
            (#"( "a" "b" )"#, [[0x61], [0x62]], #""a" "b""#),
            (#""\\""#, [[0x5C]], #""\\""#),
        ] as [(String, [[UInt8]], String)])
    func masterFileStringsAreReadAndWritten(_ text: String, _ strings: [[UInt8]], _ written: String) throws {
        let parsed = try CharacterStrings(parsing: text)
        #expect(parsed.strings == strings)
        #expect(parsed.description == written)
        #expect(try CharacterStrings(parsing: written) == parsed)
        #expect(CharacterStrings(wire: parsed.wire) == parsed)
    }

    @Test(arguments: [
        ("", TextError.noString), ("  ", .noString), (#""a"#, .unbalancedQuote), (#""a\"#, .unbalancedQuote),
        (#"a"b""#, .strayQuote), (#""a"b"#, .strayQuote), ("v=DKIM1; p=x", .comment), ("(a", .unbalancedParenthesis),
        ("a)", .unbalancedParenthesis), (#""\256""#, .badEscape), (#""\1x2""#, .badEscape), ("a\\", .badEscape),
        ("\"a\nb\"", .control(10)), ("a\nb", .control(10)), ("\"\u{7F}\"", .control(0x7F)),
        ("\"" + String(repeating: "a", count: 256) + "\"", .stringTooLong),
    ])
    func textThatIsNotWhollyStringsIsRefused(_ text: String, _ error: TextError) {
        #expect(throws: error) { try CharacterStrings(parsing: text) }
    }

    @Test(arguments: [(0, [0]), (1, [1]), (255, [255]), (256, [255, 1]), (510, [255, 255]), (511, [255, 255, 1])])
    func octetsAreSplitEvery255(_ count: Int, _ parts: [Int]) {
        let octets = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let strings = CharacterStrings(splitting: octets)
        #expect(strings.strings.map(\.count) == parts)
        #expect(strings.joined == octets)
    }

    @Test(arguments: [[], [1], [2, 0x61], [0, 1]] as [[UInt8]])
    func octetsThatAreNoStringsAreNone(_ wire: [UInt8]) {
        #expect(CharacterStrings(wire: wire) == nil)
    }
}
