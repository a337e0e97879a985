import Records
import Testing

@Suite struct IdentifierTests {
    @Test(
        arguments: [
            ("1", 1), ("9007199254740991", 9_007_199_254_740_991), ("0", nil), ("01", nil), ("-1", nil), ("+1", nil),
            ("", nil), ("1.0", nil), ("one", nil), ("99999999999999999999", nil), ("１", nil),
        ] as [(String, Int64?)])
    func readsNumbersInTheirOneSpelling(_ text: String, _ number: Int64?) {
        #expect(Identifier.number(text) == number)
    }

    @Test(arguments: [
        ("0f8fad5b-d9cb-469f-a165-70867728950e", true), ("0F8FAD5B-D9CB-469F-A165-70867728950E", true),
        ("0f8fad5bd9cb469fa16570867728950e", false), ("0f8fad5b-d9cb-469f-a165-70867728950", false),
        ("0f8fad5b-d9cb-469f-a165-70867728950g", false), ("0f8fad5bd-9cb-469f-a165-70867728950e", false), ("", false),
        ("0f8fad5b-d9cb-469f-a165--0867728950e", false), ("------------------------------------", false),
        ("０f8fad5b-d9cb-469f-a165-7086772895", false),
    ])
    func readsUUIDs(_ text: String, _ isOne: Bool) {
        #expect(Identifier.uuid(text) == (isOne ? text.lowercased() : nil))
    }
}
