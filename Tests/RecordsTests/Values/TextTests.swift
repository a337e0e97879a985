import Records
import Testing

@Suite struct TextTests {
    static let a255 = String(repeating: "a", count: 255)
    static let a256 = String(repeating: "a", count: 256)

    /// Value, how it is written back, and its character strings.
    @Test(arguments: [
        ("v=spf1 mx -all", "v=spf1 mx -all", ["v=spf1 mx -all"]), (" ", " ", [" "]), ("  x  ", "  x  ", ["  x  "]),
        ("é😀", "é😀", ["é😀"]), ("say \"hi\"", "say \"hi\"", ["say \"hi\""]), ("a\\b\\065", "a\\b\\065", ["a\\b\\065"]),
        ("v=DKIM1; p=x", "v=DKIM1; p=x", ["v=DKIM1; p=x"]), ("\"", "\"", ["\""]), ("\"open", "\"open", ["\"open"]),
        ("\"a\"b", "\"a\"b", ["\"a\"b"]), ("\"a\" b", "\"a\" b", ["\"a\" b"]),
        ("\"a\"\"b\"", "\"a\"\"b\"", ["\"a\"\"b\""]),
        ("\"a\" ", "\"a\" ", ["\"a\" "]), ("\"\\300\"", "\"\\300\"", ["\"\\300\""]),
        ("\"\\2x\"", "\"\\2x\"", ["\"\\2x\""]),
        (" \"a\"", " \"a\"", [" \"a\""]), ("\"a\\\"", "\"a\\\"", ["\"a\\\""]),
        ("\"a\"", "a", ["a"]), ("\"a b\"", "a b", ["a b"]), ("\"a\" \"b\"", "\"a\" \"b\"", ["a", "b"]),
        ("\"a\" \t \"b\"", "\"a\" \"b\"", ["a", "b"]), ("\"\"", "\"\"", [""]), ("\"\" \"\"", "\"\" \"\"", ["", ""]),
        ("\"a\" \"\"", "\"a\" \"\"", ["a", ""]), ("\"b\\\"c\"", "b\"c", ["b\"c"]), ("\"\\a\\\\\"", "a\\", ["a\\"]),
        ("\"\\\"a\\\"\"", "\"\\\"a\\\"\"", ["\"a\""]), ("\"\\195\\169\"", "é", ["é"]),
        ("\"\\010\"", "\"\\010\"", ["\n"]),
        ("\"\\194\\133\"", "\"\\194\\133\"", ["\u{85}"]), ("\"é\"", "é", ["é"]),
        (a256, a256, [a255, "a"]), ("\"\(a255)\" \"a\"", a256, [a255, "a"]), ("\"\(a255)\"", a255, [a255]),
        ("\"a\" \"\(a255)\"", "\"a\" \"\(a255)\"", ["a", a255]),
        ("\"\(a256)\"", "\"\(a256)\"", ["\"" + String(a255.dropLast()), "aa\""]),
    ])
    func aValueIsLiteralOrWhollyQuotedStrings(_ value: String, _ written: String, _ strings: [String]) throws {
        let draft = try draft(body("TXT", value))
        #expect(draft.value == written)
        #expect(draft.canonical == strings.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) })
        #expect(read(body("TXT", written)) == .record(draft))
    }

    @Test func octetsThatAreNoTextAreWrittenQuoted() throws {
        let draft = try draft(body("TXT", "\"a\" \"b\\\"c\" \"\\226\""))
        #expect(draft.value == "\"a\" \"b\\\"c\" \"\\226\"")
        #expect(draft.canonical == [1, 0x61, 3, 0x62, 0x22, 0x63, 1, 226])
    }

    @Test(arguments: ["a\nb", "a\u{0}", "\t", "\u{7F}", "a\u{85}b", "\"a\nb\"", "\"a\" \n \"b\"", "\u{1B}[0m"])
    func controlCharactersAreRefusedWhereTheyAreNotEscaped(_ value: String) {
        #expect(read(body("TXT", value)) == .violations(["value format"]))
    }

    @Test func textHasAtMost8192Octets() throws {
        let longest = String(repeating: "x", count: 8192)
        #expect(try draft(body("TXT", longest)).canonical.count == 8192 + 33)
        #expect(read(body("TXT", longest + "x")) == .violations(["value range"]))
        #expect(read(body("TXT", String(repeating: "é", count: 4097))) == .violations(["value range"]))
        let escaped = Array(repeating: "\"" + String(repeating: "\\000", count: 128) + "\"", count: 64).joined(
            separator: " ")
        #expect(try draft(body("TXT", escaped)).value == escaped)
        #expect(read(body("TXT", escaped + " \"\"")) == .violations(["value range"]))
    }

    @Test func everyViolationIsTold() {
        let value = String(repeating: "x", count: 8192) + "\n"
        #expect(read(body("TXT", value)) == .violations(["value format", "value range"]))
    }
}
