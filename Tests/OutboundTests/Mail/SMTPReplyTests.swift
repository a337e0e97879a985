import Testing

@testable import Outbound

@Suite struct SMTPReplyTests {
    private func read(_ pieces: String...) throws -> [SMTPReply] {
        var reader = SMTPReplyReader()
        return try pieces.compactMap { try reader.received($0.utf8) }
    }

    @Test func aReplyIsReadInWhateverPiecesItComes() throws {
        #expect(try read("250 ok\r\n") == [SMTPReply(code: 250, lines: ["ok"])])
        #expect(try read("2", "50", " o", "k\r", "\n") == [SMTPReply(code: 250, lines: ["ok"])])
        #expect(try read("250-a\r\n25", "0-b c\r\n250 \r\n") == [SMTPReply(code: 250, lines: ["a", "b c", ""])])
        #expect(try read("354\r\n", "221 bye\r\n").map(\.code) == [354, 221])
        #expect(try read("250-a\r\n", "250-b\r\n") == [])
    }

    @Test(arguments: [
        "\r\n", "ok\r\n", "25 ok\r\n", "150 ok\r\n", "650 ok\r\n", "260 ok\r\n", "250ok\r\n", "250 ok\n", "\n",
        "250-a\r\n251 b\r\n", "HTTP/1.1 400\r\n", "250 a\r\n250 b\r\n", "220 go\r\nM", "+50 ok\r\n",
    ]) func anythingElseIsNone(_ text: String) {
        #expect(throws: SMTPReplyReader.NotAReply.self) { try read(text) }
    }

    @Test func whatHasNoEndIsNotKept() throws {
        let long = String(repeating: "x", count: 1_994)
        #expect(try read("250 \(long)\r\n").count == 1)
        #expect(throws: SMTPReplyReader.NotAReply.self) { try read("250 \(long)x\r\n") }
        let many = String(repeating: "250-x\r\n", count: 99)
        #expect(try read("\(many)250 x\r\n").first?.lines.count == 100)
        #expect(throws: SMTPReplyReader.NotAReply.self) { try read("\(many)250-x\r\n250 x\r\n") }
    }

    @Test(arguments: [
        (550, "5.1.1 no such user", "5.1.1"), (451, "4.7.1", "4.7.1"), (550, "no such user", nil),
        (550, "4.1.1 not the same class", nil), (550, "5.1.sesame", nil), (550, "5.1.1.1", nil),
    ]) func aStatusIsToldFromText(_ code: Int, _ text: String, _ status: String?) {
        #expect(SMTPReply(code: code, lines: ["first", text]).status == status)
    }
}
