import Records
import Testing

@Suite struct JSONPrinterTests {
    @Test(
        arguments: [
            (nil, "null"), (true, "true"), (-1, "-1"), (.integer(.min), "-9223372036854775808"), (.number(1.5), "1.5"),
            (.number(.infinity), "null"), (.numeral("1e999"), "1e999"), ("", "\"\""), ("a/b", "\"a/b\""),
            ("\"\\", "\"\\\"\\\\\""),
            ("\n\r\t", "\"\\n\\r\\t\""), ("\u{0}\u{8}\u{1F}\u{7F}", "\"\\u0000\\u0008\\u001f\\u007f\""),
            ("é€😀", "\"é€😀\""),
            ([], "[]"), ([:], "{}"), ([1, [], "x"], "[1,[],\"x\"]"),
            (["b": 1, "a": ["c": nil]], "{\"b\":1,\"a\":{\"c\":null}}"),
        ] as [(JSON, String)])
    func aValueIsWrittenWithoutSpacesInItsOrder(_ value: JSON, _ text: String) {
        #expect(String(decoding: value.bytes, as: UTF8.self) == text)
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let value: JSON = ["z": [1, nil, "\u{1}\"\\ü\u{2028}"], "a": ["": .number(0.1)], "m": .integer(.max)]
        #expect(try JSON(parsing: value.bytes) == value)
    }

    @Test func anObjectKeepsItsOrderWhenMembersChange() {
        var object: JSON.Object = ["b": 1, "a": 2]
        object["b"] = 3
        object["c"] = 4
        object["a"] = nil
        object["x"] = nil
        #expect(object == ["b": 3, "c": 4])
        #expect(object["b"] == 3)
    }
}
