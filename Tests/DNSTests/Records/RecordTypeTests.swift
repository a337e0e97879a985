import DNS
import Testing

struct RecordTypeTests {
    @Test(
        arguments: [
            ("A", 1, "A"), ("aaaa", 28, "AAAA"), ("Https", 65, "HTTPS"), ("TYPE1", 1, "A"),
            ("type65280", 65280, "TYPE65280"),
            ("DS", 43, "DS"), ("ANY", 255, "ANY"), ("TYPE0", 0, "TYPE0"), ("nsec3param", 51, "NSEC3PARAM"),
        ] as [(String, UInt16, String)])
    func mnemonicsAreReadInAnyCase(_ text: String, _ code: UInt16, _ written: String) throws {
        let type = try #require(RecordType(text))
        #expect(type.rawValue == code)
        #expect(type.description == written)
    }

    @Test(arguments: ["", "B", "TYPE", "TYPE65536", "TYPE-1", "TYPE 1", "TYPE000001", "A ", "＊"])
    func anythingElseIsNoType(_ text: String) {
        #expect(RecordType(text) == nil)
    }

    @Test func everyCodeIsReadBack() {
        for code in 0...UInt16.max {
            let type = RecordType(rawValue: code)
            #expect(RecordType(type.description) == type)
        }
    }

    @Test(arguments: RecordType.presentable)
    func theExampleOfATypeIsInTheSpellingInWhichItIsWrittenBack(_ type: RecordType) throws {
        let example = try #require(type.definition?.example)
        let rdata = try RDATA(type, text: example)
        #expect(rdata.text == example)
        #expect(rdata.canonical == rdata)
    }

    @Test func definitionsSayTheirFields() throws {
        let definition = try #require(RecordType.mx.definition)
        #expect(definition.mnemonic == "MX")
        #expect(definition.source == "RFC 1035 §3.3.9")
        #expect(definition.fields.map(\.name) == ["preference", "exchange"])
        #expect(definition.fields[0].kind.summary == "integer from 0 to 65535")
        #expect(RecordType.tsig.definition == nil)
    }
}
