import Records
import Testing

@Suite struct JSONParserTests {
    @Test(
        arguments: [
            ("null", nil), (" true\r\n\t", true), ("false", false), ("\"\"", ""), ("[]", []), ("{}", [:]), ("[ ]", []),
            ("{ }", [:]), ("[1,[2,{}],\"3\"]", [1, [2, [:]], "3"]), ("{\"b\":1 , \"a\" : null}", ["b": 1, "a": nil]),
            ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\u{8}\u{C}\n\r\t"), ("\"\\u0041\\u00e9\\u20AC\"", "Aé€"),
            ("\"\\uD83D\\uDE00\"", "😀"), ("\"a\\u0000b\"", "a\u{0}b"), ("\"€é😀\"", "€é😀"), ("\"\u{7F}\"", "\u{7F}"),
            ("{\"\":1,\"\\u0061\":2}", ["": 1, "a": 2]),
        ] as [(String, JSON)])
    func aTextIsRead(_ text: String, _ value: JSON) throws {
        #expect(try JSON(parsing: Array(text.utf8)) == value)
    }

    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("-0.0e9", 0), ("7", 7), ("1.0", 1), ("1e2", 100), ("1.5E+1", 15), ("1500e-2", 15),
            ("0.05e2", 5),
            ("120.00e-1", 12), ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
            ("922337203685477580700e-2", .integer(.max)), ("1.00000000000000000000000000000000000", 1),
            ("0e99999999999999999999", 0), ("9223372036854775808", .numeral("9223372036854775808")),
            ("-9223372036854775809", .numeral("-9223372036854775809")), ("1e19", .numeral("1e19")),
            ("1.5", .number(1.5)),
            ("1e-1", .number(0.1)), ("1e400", .numeral("1e400")),
            ("-1e99999999999999999999", .numeral("-1e99999999999999999999")), ("1e-400", .number(0)),
            ("15e-99999999999999999999", .number(0)),
        ] as [(String, JSON)])
    func aWholeNumberThatFitsIsAnInteger(_ text: String, _ value: JSON) throws {
        #expect(try JSON(parsing: Array(text.utf8)) == value)
    }

    @Test func aVeryLongNumberIsReadAndNotTrappedOn() throws {
        let digits = String(repeating: "9", count: 100_000)
        #expect(try JSON(parsing: Array(digits.utf8)) == .numeral(digits))
        #expect(try JSON(parsing: Array("0.\(digits)".utf8)) == .number(1))
    }

    @Test(
        arguments: [
            ("", .empty, 0), ("  \n", .empty, 3), ("nul", .truncated, 3), ("nulL", .unexpected, 3),
            ("{", .truncated, 1), ("[1", .truncated, 2),
            ("[1,", .truncated, 3), ("[1,]", .unexpected, 3), ("[,1]", .unexpected, 1), ("{\"a\"}", .unexpected, 4),
            ("{\"a\":}", .unexpected, 5), ("{\"a\":1,}", .unexpected, 7), ("{a:1}", .unexpected, 1),
            ("{1:1}", .unexpected, 1),
            ("{'a':1}", .unexpected, 1), ("1 2", .trailing, 2), ("{}x", .trailing, 2), ("// x\n1", .unexpected, 0),
            ("\u{FEFF}1", .unexpected, 0),
            ("01", .trailing, 1), ("-", .number, 0), ("-a", .number, 0), ("1.", .number, 0), ("1.e1", .number, 0),
            ("1e", .number, 0),
            ("1e+", .number, 0), (".5", .unexpected, 0), ("+1", .unexpected, 0), ("NaN", .unexpected, 0),
            ("0x10", .trailing, 1),
            ("\"abc", .truncated, 4), ("\"a\\", .truncated, 2), ("\"\\x41\"", .escape, 1), ("\"\\u12\"", .truncated, 1),
            ("\"\\u12g4\"", .escape, 1), ("\"a\nb\"", .controlCharacter, 2), ("\"\\n\u{1F}\"", .controlCharacter, 3),
            ("\"\\uD83D\"", .surrogate, 1), ("\"\\uDE00\"", .surrogate, 1), ("\"\\uD83Dx\"", .surrogate, 1),
            ("\"\\uD83D\\n\"", .surrogate, 1), ("\"\\uD83D\\uD83D\"", .surrogate, 1),
            ("\"\\uDE00\\uD83D\"", .surrogate, 1),
            ("{\"a\":1,\"b\":2,\"a\":3}", .duplicate("a"), 13), ("{\"a\":1,\"\\u0061\":1}", .duplicate("a"), 7),
            ("[{\"x\":{\"y\":1,\"y\":1}}]", .duplicate("y"), 13),
        ] as [(String, JSONError.Reason, Int)])
    func whatIsNotJSONIsRefusedWithItsPlace(_ text: String, _ reason: JSONError.Reason, _ offset: Int) {
        #expect(fault(Array(text.utf8)) == JSONFault(reason: reason, offset: offset))
    }

    @Test(
        arguments: [
            [0x80], [0xC3], [0xC3, 0x28], [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80],
            [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE2, 0x82],
        ] as [[UInt8]])
    func octetsThatAreNotUTF8AreRefused(_ octets: [UInt8]) {
        #expect(fault([0x22] + octets + [0x22])?.reason == .encoding)
        #expect(fault(Array("\"\\n".utf8) + octets + [0x22])?.reason == .encoding)
        #expect(fault(Array("{\"".utf8) + octets + Array("\":1}".utf8))?.reason == .encoding)
    }

    @Test(arguments: ["[", "{\"a\":"])
    func depthHasALimit(_ opening: String) {
        let closing = opening == "[" ? "]" : "}"
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: opening, count: depth) + "1" + String(repeating: closing, count: depth)).utf8)
        }
        #expect(fault(nested(64)) == nil)
        #expect(fault(nested(65))?.reason == .depth(64))
        #expect(fault(nested(1_000_000))?.reason == .depth(64))
    }

    @Test func aDuplicateIsFoundAmongManyMembers() {
        let members = (0..<50_000).map { "\"m\($0)\":0" }
        #expect(fault(Array("{\(members.joined(separator: ","))}".utf8)) == nil)
        #expect(fault(Array("{\((members + ["\"m7\":0"]).joined(separator: ","))}".utf8))?.reason == .duplicate("m7"))
    }

    struct JSONFault: Equatable {
        let reason: JSONError.Reason
        let offset: Int
    }

    func fault(_ bytes: [UInt8]) -> JSONFault? {
        do throws(JSONError) {
            _ = try JSON(parsing: bytes)
            return nil
        } catch {
            return JSONFault(reason: error.reason, offset: error.offset)
        }
    }
}
