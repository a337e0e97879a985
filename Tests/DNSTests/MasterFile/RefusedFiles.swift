import Testing

/// Master files with faults, each with `▸` where a fault stands.
enum RefusedFiles {
    struct Case: Sendable, CustomTestStringConvertible {
        let marked: String
        var testDescription: String { marked.debugDescription }

        var file: String { marked.replacing("▸", with: "") }

        var places: [String] {
            var (line, column) = (1, 1)
            var places: [String] = []
            for scalar in marked.unicodeScalars {
                switch scalar {
                case "▸": places.append("\(line):\(column)")
                case "\n": (line, column) = (line + 1, 1)
                default: column += 1
                }
            }
            return places
        }
    }

    static let all: [Case] = (syntax + data + generated).map(Case.init(marked:))
    /// Refused here and taken by BIND, which is more lenient where the RFCs do not decide.
    static let stricter = (takenByBIND + withoutOwner).map(Case.init(marked:))

    private static let syntax: [String] = [
        // Owners.
        "▸a..b A 192.0.2.1",
        "▸.a A 192.0.2.1",
        "▸.. A 192.0.2.1",
        "▸\(name(64)) A 192.0.2.1",
        "▸\(name(64)).b A 192.0.2.1",
        "▸\(longName) A 192.0.2.1",
        "▸a\\256 A 192.0.2.1",
        "▸a\\25 A 192.0.2.1",
        "▸a\\1x1 A 192.0.2.1",
        "▸a..b A 192.0.2.1\n A 192.0.2.2\n A ▸x",
        "a A 192.0.2.1\n▸b..c A 192.0.2.1",
        // What is missing.
        "a▸",
        "a▸ ; comment",
        "a IN▸",
        "a 60▸",
        "a 60 IN▸",
        "a IN 60▸",
        "a A▸",
        "a A▸ ; comment",
        "a A▸ (\n)",
        "a MX 10▸",
        "a SRV 1 2 3▸",
        "@ SOA a b 1 2 3 4▸",
        "a TXT▸",
        // TTL, class, type.
        "a ▸99999999999999999999 A 192.0.2.1",
        "a ▸1x A 192.0.2.1",
        "a ▸1h1 A 192.0.2.1",
        "a ▸-1 A 192.0.2.1",
        "a 60 ▸60 A 192.0.2.1",
        "a ▸CH A 192.0.2.1",
        "a ▸HS A 192.0.2.1",
        "a ▸CLASS3 A 192.0.2.1",
        "a IN ▸CH A 192.0.2.1",
        "a IN ▸IN A 192.0.2.1",
        "a ▸B 192.0.2.1",
        "a ▸TYPE 192.0.2.1",
        "a ▸TYPE65536 \\# 0",
        "a ▸TYPE-1 \\# 0",
        "a ▸192.0.2.1",
        "a IN ▸192.0.2.1",
        "a ▸\"A\" 192.0.2.1",
        "a ▸ANY \\# 0",
        "a ▸AXFR \\# 0",
        "a ▸IXFR \\# 0",
        "a ▸OPT \\# 0",
        "a ▸TSIG \\# 0",
        // Words, strings and parentheses.
        "a A 192.0.2.1 ▸192.0.2.2",
        "a A 192.0.2.1 ▸x",
        "a CNAME b ▸c",
        "a MX 10 m ▸20 n",
        "a TXT ▸\"a",
        "a TXT ▸\"",
        "a TXT \"b\" ▸\"a",
        "a TXT ▸\"a\nb A 192.0.2.1",
        "a TXT ▸\"a\\\"",
        "a TXT ▸\"a\\",
        "a TXT ▸a\\256",
        "a TXT ▸\"a\\256\"",
        "a TXT ▸\"a\\2\"",
        "a TXT ▸\"a\\25\"",
        "a TXT ▸\"\(name(256))\"",
        "a TXT b ▸\(name(256))",
        "a A ▸( 192.0.2.1",
        "a A ▸(\n192.0.2.1\n",
        "a ▸( A ( 192.0.2.1 )",
        "▸( a A 192.0.2.1",
        "a A 192.0.2.1 ▸)",
        "a A ▸) 192.0.2.1",
        "a A ( 192.0.2.1 ) ▸)",
        "▸) a A 192.0.2.1",
        "a A (\n192.0.2.1 )\nb A ▸192.0.2.x",
        "a MX (\n10\n▸..\n)",
        "a MX ( ; comment\n ▸x ; comment\n m )",
        "a TXT ( \"é\" ; é\n ▸\"\\256\" )",
        // Directives.
        "▸$FOO",
        "▸$",
        "▸$TTLX 60",
        "$ORIGIN▸",
        "$ORIGIN▸ ; comment",
        "$ORIGIN ▸a..b",
        "$ORIGIN ▸\(name(64)).",
        "$ORIGIN ▸\"a.\"",
        "$ORIGIN a. ▸b.",
        "$TTL▸",
        "$TTL ▸x",
        "$TTL ▸-1",
        "$TTL ▸1h1",
        "$TTL 60 ▸60",
        "▸$INCLUDE file",
        "▸$include file b.",
        "▸$INCLUDE",
        "a A 192.0.2.1\n ▸$TTL 60",
        // All faults are told.
        "a ▸B\nb A 192.0.2.1\nc A ▸x\nd ▸x A 192.0.2.1",
        "▸$FOO\n▸$BAR\na A ▸1\n",
        "a TXT ▸\"a\nb TXT ▸\"b\nc TXT \"c\"",
        "a A ▸1\r\nb A ▸2\r\n",
        "\n\n  \n; x\na A ▸1",
    ]

    /// Data that are none of their type.
    private static let data: [String] = [
        "A ▸1", "A ▸1.2.3", "A ▸1.2.3.4.5", "A ▸256.0.0.1", "A ▸1.2.3.x", "A ▸::1", "A ▸1.2.3.4.", "A ▸\"192.0.2.1\"",
        "A ▸01.2.3.4", "A ▸-1.2.3.4",
        "AAAA ▸1", "AAAA ▸192.0.2.1", "AAAA ▸1::2::3", "AAAA ▸:::", "AAAA ▸1:2:3:4:5:6:7", "AAAA ▸1:2:3:4:5:6:7:8:9",
        "AAAA ▸12345::", "AAAA ▸g::", "AAAA ▸fe80::1%eth0", "AAAA ▸::1/64",
        "NS ▸a..b", "NS ▸\"a\"", "CNAME ▸\(name(64))", "CNAME ▸\(longName)", "PTR▸", "DNAME ▸.a", "PTR a ▸b",
        "MX ▸m", "MX ▸-1 m", "MX ▸65536 m", "MX ▸1h m", "MX 1 ▸m..", "MX ▸\"1\" m",
        "HINFO a▸", "HINFO a b ▸c", "HINFO a ▸\(name(256))", "RP a▸", "RP ▸a.. b", "AFSDB ▸a b", "AFSDB 1▸",
        "RT ▸x y", "KX ▸k 1", "PX 1 a▸", "X25▸",
        "SRV ▸x 1 1 a", "SRV 1 ▸65536 1 a", "SRV 1 1 ▸sip a", "SRV 1 1 1 ▸a..b", "SRV 1 1 1 a ▸b",
        "NAPTR ▸x 1 a b c .", "NAPTR 1 ▸x a b c .", "NAPTR 1 1 a b c▸", "NAPTR 1 1 a b c ▸..",
        "LOC ▸91 N 0 E 0m", "LOC ▸x", "LOC 1 ▸60 N 0 E 0m", "LOC 1 1 ▸60 N 0 E 0m", "LOC 1 ▸X 0 E 0m",
        "LOC 1 N ▸181 E 0m", "LOC 1 N 1 E▸", "LOC 1 N 1 E ▸x", "LOC 1 N 1 E ▸-100001m", "LOC 1 N 1 E 0m ▸x",
        "LOC 1 N 1 E 0m 1m 1m 1m ▸1m", "LOC 1 1 ▸1.1234 N 1 E 0m",
        "CERT ▸FOO 1 1 AQID", "CERT 1 ▸x 1 AQID", "CERT 1 1 ▸FOO AQID", "CERT 1 1 1 ▸?", "CERT 1 1 1▸",
        "APL ▸1", "APL ▸1:192.0.2.0", "APL ▸1:192.0.2.0/33", "APL ▸2:::/129", "APL ▸1:::/1", "APL 1:192.0.2.0/24 ▸x",
        "DS ▸x 1 1 00", "DS 1 ▸FOO 1 00", "DS 1 1 ▸256 00", "DS 1 1 1 ▸0", "DS 1 8 2 ▸00 11", "SSHFP 1 1 ▸00",
        "DS 1 1 1 ▸xx", "DS 1 1 1▸",
        "DS ▸65536 1 9 00",
        "SSHFP ▸x 1 00", "SSHFP 1 1 ▸0g", "SSHFP 1 1▸", "SSHFP 1 ▸x 00",
        "IPSECKEY ▸x 0 1 . AQID", "IPSECKEY 1 ▸4 1 . AQID", "IPSECKEY 1 1 1 ▸x AQID", "IPSECKEY 1 2 1 ▸192.0.2.1 AQID",
        "IPSECKEY 1 0 1 . ▸?",
        "RRSIG ▸FOO 8 1 1 20380101000000 20370101000000 1 a. AQID",
        "RRSIG A ▸FOO 1 1 20380101000000 20370101000000 1 a. AQID",
        "RRSIG A 8 1 1 ▸20381301000000 20370101000000 1 a. AQID",
        "RRSIG A 8 1 1 20380101000000 ▸20370230000000 1 a. AQID",
        "RRSIG A 8 1 1 20380101000000 20370101000000 1 a. ▸?", "RRSIG A 8 1 1 ▸2038010100000 20370101000000 1 a. AQID",
        "NSEC ▸a..b A", "NSEC a. ▸FOO", "NSEC a. A ▸TYPE65536",
        "DNSKEY ▸65536 3 8 AQID", "DNSKEY 1 ▸256 8 AQID", "DNSKEY 1 3 ▸FOO AQID", "DNSKEY 1 3 8 ▸A",
        "DNSKEY 1 3 8 ▸AQID? AQID",
        "DNSKEY 1 3 8▸", "DHCID ▸?", "DHCID▸",
        "NSEC3PARAM ▸x 0 0 -", "NSEC3PARAM 1 ▸256 0 -", "NSEC3PARAM 1 0 ▸65536 -", "NSEC3PARAM 1 0 0 ▸0",
        "NSEC3PARAM 1 0 0▸", "NSEC3 1 0 0 - ▸? A", "NSEC3 1 0 0 -▸",
        "TLSA ▸256 1 1 00", "TLSA 3 ▸x 1 00", "TLSA 3 1 ▸-1 00", "TLSA 3 1 1 ▸0", "TLSA 3 1 1 ▸00 0", "TLSA 3 1 1▸",
        "SMIMEA 3 1 1 ▸zz", "HIP ▸x 00 AQID", "HIP 1 ▸0 AQID", "HIP 1 00 ▸?", "HIP 1 00 AQID ▸a..b",
        "CDS 0 0 0 ▸0", "CDNSKEY 0 3 0 ▸0", "OPENPGPKEY ▸AQI", "CSYNC ▸x 1 A", "CSYNC 1 ▸65536 A", "CSYNC 1 1 ▸FOO",
        "ZONEMD ▸x 1 1 00", "ZONEMD 1 1 1▸", "ZONEMD 1 1 240 ▸0",
        "SVCB ▸x .", "SVCB 1▸", "SVCB 1 ▸a..b", "HTTPS 1 . ▸port=65536", "HTTPS 1 . ▸alpn", "HTTPS 1 . ▸foo=bar",
        "HTTPS 1 . ▸alpn=h2 alpn=h3", "HTTPS 1 . ▸ipv4hint=1.2.3", "HTTPS 1 . ▸mandatory=alpn",
        "HTTPS 1 . ▸no-default-alpn=x",
        "NID ▸x 0:0:0:0", "NID 1 ▸0:0:0", "NID 1 ▸0014:4fff:ff20:gggg", "NID 1 ▸1:2:3:00004", "L64 1 ▸1:2::4",
        "L32 1 ▸1.2.3", "L64 1 ▸x", "LP 1 ▸a..b",
        "EUI48 ▸00-00-5e-00-53", "EUI48 ▸00:00:5e:00:53:2a", "EUI64 ▸00-00-5e-ef-10-00-00",
        "URI ▸x 1 \"a\"", "URI 1 ▸65536 \"a\"", "URI 1 1▸",
        "CAA ▸256 issue a", "CAA 0 ▸is-sue a", "CAA 0 issue▸", "CAA 0 ▸\"\" a", "CAA 0 issue a ▸b",
        "AMTRELAY ▸x 0 0 .", "AMTRELAY 1 ▸2 0 .", "AMTRELAY 1 0 1 ▸x", "AMTRELAY 1 0 3 ▸a..b",
        "▸TYPE65280 00", "▸TYPE65280", "TYPE65280 ▸\\# 1", "TYPE65280 ▸\\# 1 0", "TYPE65280 ▸\\# 2 00",
        "TYPE65280 ▸\\# x 00",
        "TYPE65280 ▸\\#", "TYPE65280 ▸\\# 1 0g", "TYPE65280 ▸\\# 65536 00", "A ▸\\# 3 c00002", "A ▸\\# 5 c000020100",
        "AAAA ▸\\# 1 00", "MX ▸\\# 2 000a", "NS ▸\\# 2 c000", "TXT ▸\\# 0", "SOA ▸\\# 1 00",
    ].map { $0.hasPrefix("▸") ? "t ▸" + $0.dropFirst() : "t " + $0 }

    private static let generated: [String] = [
        "$GENERATE▸", "$GENERATE 1-2▸", "$GENERATE 1-2 a$▸", "$GENERATE 1-2 a$ A▸", "$GENERATE ▸x a$ A 192.0.2.$",
        "$GENERATE ▸1 a$ A 192.0.2.$", "$GENERATE ▸1- a$ A 192.0.2.$", "$GENERATE ▸2-1 a$ A 192.0.2.$",
        "$GENERATE ▸1-2/0 a$ A 192.0.2.$", "$GENERATE ▸1-2/x a$ A 192.0.2.$", "$GENERATE ▸-1-2 a$ A 192.0.2.$",
        "$GENERATE 1-2 a$ ▸FOO 192.0.2.$", "$GENERATE 1-2 a$ ▸CH A 192.0.2.$", "$GENERATE ▸1-2 a$ A x$",
        "$GENERATE ▸1-2 a..$ A 192.0.2.$", "$GENERATE ▸255-256 a$ A 192.0.2.$", "$GENERATE ▸1-2 a${0,x} A 192.0.2.$",
        "$GENERATE ▸1-2 a${0,1,q} A 192.0.2.$", "$GENERATE ▸1-2 a${0 A 192.0.2.$",
    ]

    /// BIND is asked with an SOA before them, whose owner is then theirs.
    private static let withoutOwner = [
        " ▸A 192.0.2.1",
        "\t▸A 192.0.2.1",
        "; comment\n ▸A 192.0.2.1",
        "$TTL 60\n ▸A 192.0.2.1",
    ]

    private static let takenByBIND: [String] = [
        "▸\"a\" A 192.0.2.1",
        "a ▸2147483648 A 192.0.2.1",
        "a ▸3551w A 192.0.2.1",
        "$TTL ▸2147483648",
        "t EUI48 ▸0-00-5e-00-53-2a",
        "t TLSA 3 1 2 ▸00",
        // For so many BIND takes gigabytes.
        "$GENERATE ▸1-2147483647 a$ A 192.0.2.1",
        "▸é A 192.0.2.1",
        "$GENERATE ▸1-2 a${} A 192.0.2.$",
        "t URI 1 1 ▸\"\"",
        "t LOC 1 1 ▸1. N 1 E 0m",
        "t RRSIG A 8 1 1 ▸20380101000060 20370101000000 1 a. AQID",
        "t TXT \"▸\u{1}\"",
        "$GENERATE 1-2 a$ A 192.0.2.$ ▸x",
    ]

    private static func name(_ count: Int) -> String { String(repeating: "a", count: count) }
    private static var longName: String { Array(repeating: name(62), count: 4).joined(separator: ".") + "." + name(5) }
}
