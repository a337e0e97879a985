import DNS
import Testing

struct RDATATests {
    /// One line per type: text, the wire form in hexadecimal, and the text as written back where it differs.
    @Test(
        arguments: [
            ("A", "192.0.2.1", "c0000201", nil),
            ("NS", "ns1.Example.", "036e7331074578616d706c6500", nil),
            ("CNAME", "a.b.", "0161016200", nil),
            (
                "SOA", "ns. h.ns. 1 3600 600 1209600 4294967295",
                "026e7300 0168026e7300 00000001 00000e10 00000258 00127500 ffffffff", nil
            ),
            ("PTR", ".", "00", nil),
            ("MX", "10 mail.", "000a 046d61696c00", nil),
            ("TXT", #"a "b c" "\";\255""#, "0161 03622063 03223bff", #""a" "b c" "\";\255""#),
            ("AAAA", "2001:DB8:0::1", "20010db8000000000000000000000001", "2001:db8::1"),
            ("SRV", "0 5 5060 sip.", "0000 0005 13c4 0373697000", nil),
            ("SVCB", "1 . alpn=h2 port=53", "0001 00 0001 0003 026832 0003 0002 0035", nil),
            ("HTTPS", "0 a.", "0000 016100", nil),
            ("CAA", #"128 issue "ca.example;x=y""#, "80 05 6973737565 63612e6578616d706c653b783d79", nil),
            ("CAA", "0 issue ca", "00 05 6973737565 6361", #"0 issue "ca""#),
            ("CAA", #"0 issue """#, "00 05 6973737565", nil),
            ("DS", "\\# 3 01 02 FF", "0102ff", "\\# 3 0102ff"),
            ("TYPE65280", "\\# 0", "", nil),
            ("A", "\\# 4 0A00 0001", "0a000001", "10.0.0.1"),
            ("OPT", "\\# 5 000a0001ff", "000a0001ff", nil),
            ("MX", "( 10\n\tmail. )", "000a 046d61696c00", "10 mail."),
        ] as [(String, String, String, String?)])
    func recordIsReadAndWritten(_ type: String, _ text: String, _ hexadecimal: String, _ written: String?) throws {
        let type = try #require(RecordType(type))
        let rdata = try RDATA(type, text: text)
        #expect(rdata.wire == octets(hexadecimal))
        #expect(rdata.text == written ?? text)
        #expect(try RDATA(type, wire: rdata.wire) == rdata)
        #expect(try RDATA(type, text: rdata.text) == rdata)
        #expect(try RDATA(type, text: rdata.genericText) == rdata)
    }

    @Test(arguments: [
        ("A", "1.2.3", "address: not an IPv4 address (four decimals from 0 to 255 without leading zeros)"),
        ("A", "", "address: missing"),
        ("A", "1.2.3.4 5", "more than the fields of the type"),
        ("A", #""1.2.3.4""#, "address: must stand without quotes"),
        ("AAAA", "::1%lo", "address: not an IPv6 address (RFC 4291 §2.2, without a zone)"),
        ("MX", "65536 a.", "preference: not an integer from 0 to 65535"),
        ("MX", "-1 a.", "preference: not an integer from 0 to 65535"),
        ("MX", "10", "exchange: missing"),
        (
            "MX", "10 a..b",
            "exchange: not a domain name: a label is empty (two dots in a row, or one at the start)"
        ),
        ("SOA", "a. b. 1 2 3 4 4294967296", "minimum: not an integer from 0 to 4294967295"),
        ("SRV", "0 0 x a.", "port: not an integer from 0 to 65535"),
        ("CAA", "256 issue x", "flags: not an integer from 0 to 255"),
        ("CAA", "0 is-sue x", "tag: not a tag of 1 to 255 ASCII letters and digits"),
        ("TXT", "", "strings: a string is missing"),
        ("TXT", "a;b", "strings: an unquoted semicolon would begin a comment; quote the text or write \\;"),
        ("SVCB", "1 . port=65536", "parameters: port: not an integer from 0 to 65535"),
        ("DS", "1 2 3 4", "DS has no text form; write \\#, a length and the octets in hexadecimal"),
        ("DS", "\\# 2 ff", "\\# must be followed by a length and as many octets in hexadecimal"),
        ("DS", "\\# 1 fg", "\\# must be followed by a length and as many octets in hexadecimal"),
        ("DS", "\\#", "\\# must be followed by a length and as many octets in hexadecimal"),
        ("A", "\\# 3 010203", "address: the data ends within this field"),
        ("A", "\\# 5 0102030405", "1 octets after the last field"),
    ])
    func refusalSaysFieldAndWhatWouldBeRight(_ type: String, _ text: String, _ message: String) throws {
        let type = try #require(RecordType(type))
        let error = #expect(throws: RDATAError.self) { try RDATA(type, text: text) }
        #expect(error?.description == message)
    }

    @Test(arguments: [
        ("A", "010203"), ("A", "0102030405"), ("A", ""), ("AAAA", "00"), ("NS", ""), ("NS", "0161"), ("NS", "c000"),
        ("NS", "0000"), ("MX", "00"), ("MX", "000a"), ("SOA", "0000 00000001"), ("TXT", ""), ("TXT", "0261"),
        ("SRV", "000000000000 c000"), ("CAA", "00"), ("CAA", "0000"), ("CAA", "00 02 61"), ("CAA", "00 01 2d"),
        ("OPT", "0001"), ("OPT", "00010002ff"), ("SVCB", "0001"), ("SVCB", "0001c000"), ("HTTPS", "000100 0003"),
    ])
    func octetsThatAreNotOfTheTypeAreRefused(_ type: String, _ hexadecimal: String) throws {
        let type = try #require(RecordType(type))
        #expect(throws: RDATAError.self) { try RDATA(type, wire: octets(hexadecimal)) }
    }

    @Test func namesAreRelativeToTheOrigin() throws {
        let origin = try Name("example.")
        #expect(try RDATA(.mx, text: "10 mail", origin: origin).text == "10 mail.example.")
        #expect(try RDATA(.cname, text: "@", origin: origin).text == "example.")
        #expect(try RDATA(.cname, text: "@").text == ".")
    }

    /// RFC 4034 §6.2 with RFC 6840 §5.1: only the types that are listed there.
    @Test(arguments: [
        ("NS", "A.B.", "a.b."), ("CNAME", "A.", "a."), ("MX", "1 A.", "1 a."), ("SRV", "1 1 1 A.", "1 1 1 a."),
        ("PTR", "A.", "a."), ("SOA", "A. B. 1 1 1 1 1", "a. b. 1 1 1 1 1"), ("SVCB", "1 A.", "1 A."),
        ("TXT", "\"A\"", "\"A\""), ("CAA", "0 Issue \"A\"", "0 Issue \"A\""),
    ])
    func canonicalFormHasNamesInLowerCase(_ type: String, _ text: String, _ canonical: String) throws {
        #expect(try RDATA(#require(RecordType(type)), text: text).canonical.text == canonical)
    }

    @Test func rdataBeyond65535OctetsIsRefused() throws {
        let string = "\"" + String(repeating: "a", count: 255) + "\" "
        #expect(
            try RDATA(
                .txt, text: String(repeating: string, count: 255) + "\"" + String(repeating: "a", count: 254) + "\""
            ).wire.count == 65535)
        #expect(throws: RDATAError.tooLong) { try RDATA(.txt, text: String(repeating: string, count: 256)) }
        #expect(throws: RDATAError.tooLong) { try RDATA(.ds, wire: Array(repeating: 0, count: 65536)) }
    }
}
