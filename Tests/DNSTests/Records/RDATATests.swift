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
            ("TYPE65281", "\\# 3 01 02 FF", "0102ff", "\\# 3 0102ff"),
            ("HINFO", #"PC "A B""#, "025043 03412042", #""PC" "A B""#),
            ("RP", "a.b. .", "0161016200 00", nil),
            ("AFSDB", "1 a.", "0001 016100", nil),
            ("X25", "311061700956", "0c333131303631373030393536", #""311061700956""#),
            ("RT", "2 a.", "0002 016100", nil),
            ("KEY", "256 3 8 AQID", "0100 03 08 010203", nil),
            ("PX", "1 a. b.", "0001 016100 016200", nil),
            (
                "LOC", "52 22 23 N 4 53 32.5 E -2m 0.05", "00 50 16 13 8b3cf018 810cbed4 009895b8",
                "52 22 23.000 N 4 53 32.500 E -2.00m 0.05m 10000.00m 10.00m"
            ),
            (
                "LOC", "90 S 180 W 0", "00 12 16 13 6cb02700 59604e00 00989680",
                "90 0 0.000 S 180 0 0.000 W 0.00m 1.00m 10000.00m 10.00m"
            ),
            (
                "LOC", "\\# 16 01121613000000000000000000000000", "01121613000000000000000000000000",
                "\\# 16 01121613000000000000000000000000"
            ),
            ("NAPTR", #"1 2 "U" "E2U+sip" "!^.*$!a!" ."#, "0001 0002 0155 074532552b736970 08215e2e2a24216121 00", nil),
            ("KX", "1 a.", "0001 016100", nil),
            ("CERT", "pkix 5 RSASHA256 AA==", "0001 0005 08 00", "1 5 8 AA=="),
            ("DNAME", "A.", "014100", nil),
            ("APL", "1:192.0.2.0/24 !2:2001:db8::/32", "0001 18 03 c00002 0002 20 84 20010db8", nil),
            ("APL", "", "", ""),
            ("APL", "\\# 5 0003 01 01 ff", "00030101ff", "\\# 5 00030101ff"),
            ("DS", "1 ECDSAP256SHA256 9 0A ff", "0001 0d 09 0aff", "1 13 9 0aff"),
            ("DS", "\\# 5 0001020900", "0001020900", "1 2 9 00"),
            ("SSHFP", "4 9 00", "04 09 00", nil),
            ("IPSECKEY", "10 1 2 192.0.2.38 AQID", "0a 01 02 c0000226 010203", nil),
            ("IPSECKEY", "10 0 0 .", "0a 00 00", nil),
            ("IPSECKEY", "10 3 2 a. AQID", "0a 03 02 016100 010203", nil),
            ("IPSECKEY", "\\# 4 0a040201", "0a040201", "\\# 4 0a040201"),
            (
                "RRSIG", "A 8 2 1h 20380119031408 0 5 a. AQID",
                "0001 08 02 00000e10 80000000 00000000 0005 016100 010203",
                "A 8 2 3600 20380119031408 19700101000000 5 a. AQID"
            ),
            ("NSEC", "A. caa TYPE1 a", "014100 00 01 40 01 01 40", "A. A CAA"),
            ("NSEC", "\\# 5 00 00 02 40 00", "0000024000", "\\# 5 0000024000"),
            ("DNSKEY", "257 3 ED25519 AQ ID", "0101 03 0f 010203", "257 3 15 AQID"),
            ("DHCID", "AQID", "010203", nil),
            (
                "NSEC3", "1 1 12 AaBb 2VPTU5TIMAMQTTGL A NS", "01 01 000c 02 aabb 0a 17f3df17b2b2adaef615 00 01 60",
                "1 1 12 aabb 2vptu5timamqttgl A NS"
            ),
            ("NSEC3", "1 0 0 - 00", "01 00 0000 00 01 00", nil),
            ("NSEC3PARAM", "1 0 0 -", "01 00 0000 00", nil),
            ("TLSA", "3 1 0 ABCD", "03 01 00 abcd", "3 1 0 abcd"),
            ("SMIMEA", "3 1 0 ab cd", "03 01 00 abcd", "3 1 0 abcd"),
            ("HIP", "2 0102 AQID a. b.", "02 02 0003 0102 010203 016100 016200", nil),
            ("CSYNC", "\\# 9 31500b8b8b1600018b", "31500b8b 8b16 00018b", "\\# 9 31500b8b8b1600018b"),
            ("CDS", "0 0 0 00", "0000 00 00 00", nil),
            ("CDNSKEY", "0 3 DELETE AA==", "0000 03 00 00", "0 3 0 AA=="),
            ("OPENPGPKEY", "AQ ID", "010203", "AQID"),
            ("CSYNC", "66 3 A NS AAAA", "00000042 0003 00 04 60000008", nil),
            ("ZONEMD", "1 1 241 000102030405060708090a0b", "00000001 01 f1 000102030405060708090a0b", nil),
            ("DSYNC", "CDS notify 5300 a.", "003b 01 14b4 016100", "CDS 1 5300 a."),
            ("SPF", "a", "0161", #""a""#),
            ("NID", "10 0014:4fff:FF20:ee64", "000a 00144fffff20ee64", "10 0014:4fff:ff20:ee64"),
            ("L32", "10 10.1.2.0", "000a 0a010200", nil),
            ("L64", "10 2001:0db8:1140:1000", "000a 20010db811401000", nil),
            ("LP", "10 A.", "000a 014100", nil),
            ("EUI48", "00-00-5e-00-53-2A", "00005e00532a", "00-00-5e-00-53-2a"),
            ("EUI64", "00-00-5e-ef-10-00-00-2a", "00005eef1000002a", nil),
            ("URI", #"10 1 "ftp://a""#, "000a 0001 6674703a2f2f61", nil),
            ("AVC", "a", "0161", #""a""#),
            ("AMTRELAY", "10 1 2 2001:db8::15", "0a 82 20010db8000000000000000000000015", nil),
            ("RESINFO", "qnamemin", "08716e616d656d696e", #""qnamemin""#),
            ("WALLET", "a b", "0161 0162", #""a" "b""#),
            (
                "SOA", "a. b. 1 1h 30M 1w2d 4294967295", "016100 016200 00000001 00000e10 00000708 000bdd80 ffffffff",
                "a. b. 1 3600 1800 777600 4294967295"
            ),
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
        ("OPT", "1 2 3 4", "OPT has no text form; write \\#, a length and the octets in hexadecimal"),
        ("DS", "\\# 2 ff", "\\# must be followed by a length and as many octets in hexadecimal"),
        ("DS", "\\# 1 fg", "\\# must be followed by a length and as many octets in hexadecimal"),
        ("DS", "\\#", "\\# must be followed by a length and as many octets in hexadecimal"),
        ("DS", "1 2 3 4", "digest: not hexadecimal digits, two for an octet"),
        ("DS", "1 8 2 0011", "digest: not 32 octets in hexadecimal, as many as this algorithm makes"),
        ("ZONEMD", "1 1 240 00", "digest: fewer than 12 octets in hexadecimal"),
        ("DS", "1 NO 3 44", "algorithm: neither a mnemonic nor an integer from 0 to 255"),
        ("DNSKEY", "1 2 3 4", "public key: not Base64 (RFC 4648 §4, with padding)"),
        ("DNSKEY", "1 2 3", "public key: missing"),
        ("NSEC", "a. A B", "types: not a record type (a mnemonic or TYPE and a number up to 65535)"),
        ("NSEC", "a. TYPE0", "types: not a record type (a mnemonic or TYPE and a number up to 65535)"),
        ("NSEC3", "1 0 0 a 00", "salt: neither - nor hexadecimal digits of 1 to 255 octets"),
        (
            "NSEC3", "1 0 0 - 0",
            "next hashed owner: not Base32 with the extended hex alphabet (RFC 4648 §7, without padding)"
        ),
        (
            "RRSIG", "A 8 2 1 20230229000000 0 5 a. AQID",
            "expiration: neither a time in UTC as YYYYMMDDHHmmSS, up to 2106, nor seconds since 1970"
        ),
        (
            "LOC", "91 N 0 E 0",
            "location: not a location (RFC 1876 §3), such as 52 22 23.000 N 4 53 32.000 E -2.00m"
        ),
        (
            "APL", "3:a/1",
            "prefixes: not an address prefix (RFC 3123 §5), such as 1:192.0.2.0/24 or !2:2001:db8::/32"
        ),
        (
            "IPSECKEY", "1 4 1 .",
            "gateway: not a type from 0 to 3 with what it wants: . or an IPv4 address, an IPv6 address, a name"
        ),
        ("AMTRELAY", "1 2 1 .", "relay: not an integer from 0 to 1"),
        ("EUI48", "00-00-5e-00-53", "address: not 6 octets, each as two hexadecimal digits, with hyphens between"),
        ("NID", "1 1:2:3", "node identifier: not four groups of one to four hexadecimal digits with colons between"),
        ("URI", "1 1 \"\"", "target: must not be empty"),
        ("HIP", "1 0 AQID", "host identity: not hexadecimal digits, two for an octet"),
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
        ("NSEC", "00 0000"), ("NSEC", "00 010140 000140"), ("NSEC", "00 0021"),
        ("HINFO", "0161"), ("LOC", "00"), ("APL", "00011804 c00002"), ("HIP", "0102000300"),
        ("EUI48", "0000000000"), ("NSEC3", "0100000002aa"), ("RRSIG", "0001"), ("IPSECKEY", "0a0102c00002"),
        ("DNAME", "c000"), ("LP", "0001"), ("NID", "0001000000"), ("CSYNC", "00"), ("OPT", "0001"),
        ("OPT", "00010002ff"), ("SVCB", "0001"), ("SVCB", "0001c000"), ("HTTPS", "000100 0003"),
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
        ("RP", "A. B.", "a. b."),
        ("NAPTR", #"1 1 "U" "" "" A."#, #"1 1 "U" "" "" a."#), ("NSEC", "A. A", "A. A"), ("LP", "1 A.", "1 A."),
        ("RRSIG", "A 8 2 1 20380119031408 19700101000000 5 A. AQID", "A 8 2 1 20380119031408 19700101000000 5 a. AQID"),

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
        #expect(throws: RDATAError.tooLong) {
            try RDATA(RecordType(rawValue: 65280), wire: Array(repeating: 0, count: 65536))
        }
    }
}
