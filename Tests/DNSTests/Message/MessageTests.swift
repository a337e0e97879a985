import DNS
import Testing

struct MessageTests {
    @Test func everyPartIsReadBack() throws {
        let message = try Message(
            id: 0xBEEF, flags: [.qr, .aa, .rd, .ra, .ad, .cd], opcode: .notify, responseCode: .badVersion,
            questions: [Question(name: Name("Www.example."), type: .any)],
            answers: [
                Self.record("www.example.", .cname, "Mail.example."), Self.record("mail.example.", .a, "192.0.2.1"),
            ],
            authorities: [Self.record("example.", .soa, "ns.example. h.example. 1 2 3 4 5")],
            additionals: [Self.record("_sip._tcp.example.", .srv, "0 0 5060 mail.example.")],
            edns: EDNS(udpPayloadSize: 4096, version: 1, dnssecOK: true, options: [.init(code: 10, data: [1, 2, 3])]))
        let wire = message.serialized()
        #expect(try Message(parsing: wire) == message)
        // Names keep their case although they are compressed.
        #expect(try Message(parsing: wire).answers[0].rdata.text == "Mail.example.")
        #expect(try Message(parsing: wire).serialized() == wire)
    }

    @Test func onlyNamesOfRFC1035AreCompressed() throws {
        let owner = "a.long-name-to-be-compressed.example."
        let target = owner.utf8.count + 1
        func size(_ type: RecordType, _ text: String) throws -> Int {
            let question = try Question(name: Name(owner), type: type)
            let message = try Message(questions: [question], answers: [Self.record(owner, type, text)])
            return message.serialized().count - 12 - (target + 4) - (2 + 10)
        }
        #expect(try size(.mx, "10 " + owner) == 2 + 2)
        #expect(try size(.cname, "b." + owner) == 2 + 2)
        #expect(try size(.srv, "1 2 3 " + owner) == 6 + target)
        #expect(try size(.svcb, "1 " + owner) == 2 + target)
    }

    @Test func pointersStayWithin14Bits() throws {
        var message = Message(flags: .qr)
        let filler = "\"" + String(repeating: "x", count: 250) + "\""
        for index in 0..<100 { message.answers.append(try Self.record("n\(index).example.", .txt, filler)) }
        for index in 0..<100 {
            message.answers.append(
                try Self.record("n\(index).late\(index).example.", .ns, "n\(index).late\(index).example."))
        }
        let wire = message.serialized()
        #expect(wire.count > 0x4000)
        #expect(try Message(parsing: wire) == message)
    }

    @Test func updateMayMeanDataWithoutGivingThem() throws {
        let wire =
            octets("0001 2800 0001 0000 0002 0000") + octets("0161 00 0006 0001")
            + octets(
                "016200 0001 00ff 00000000 0000") + octets("016300 00ff 00fe 00000000 0000")
        let message = try Message(parsing: wire)
        #expect(message.opcode == .update)
        #expect(message.authorities.map(\.rdata.text) == ["\\# 0", "\\# 0"])
        #expect(message.serialized() == wire)
    }

    @Test func ttlWithItsHighestBitSetIsZero() throws {
        let wire = octets("0001 8000 0000 0001 0000 0000 00 0001 0001 80000001 0004 01020304")
        #expect(try Message(parsing: wire).answers[0].ttl == 0)
    }

    @Test func extendedCodeWithoutEDNSIsServerFailure() throws {
        let message = Message(flags: .qr, responseCode: .badVersion)
        #expect(try Message(parsing: message.serialized()).responseCode == .serverFailure)
    }

    static func record(_ owner: String, _ type: RecordType, _ text: String) throws -> ResourceRecord {
        try ResourceRecord(owner: Name(owner), ttl: 300, rdata: RDATA(type, text: text))
    }
}
