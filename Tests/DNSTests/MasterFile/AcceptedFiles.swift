import Testing

/// Master files and what they say: records as `owner TTL type data`, with `|` between. The origin is `example.`, the TTL
/// of a file that says none is 300.
enum AcceptedFiles {
    struct Case: Sendable, CustomTestStringConvertible {
        let file: String
        let records: [String]
        var testDescription: String { file.debugDescription }
    }

    static let all: [Case] = lines + types + generated

    /// How lines are put together (RFC 1035 §5.1).
    private static let lines: [Case] = cases([
        ("", ""),
        ("\n", ""),
        ("\r\n\r\n", ""),
        ("; only a comment", ""),
        ("  ; a comment after spaces\n\t\n", ""),
        ("\u{FEFF}a A 192.0.2.1", "a.example. 300 A 192.0.2.1"),
        ("a A 192.0.2.1", "a.example. 300 A 192.0.2.1"),
        ("a A 192.0.2.1\n", "a.example. 300 A 192.0.2.1"),
        ("a A 192.0.2.1\r\n", "a.example. 300 A 192.0.2.1"),
        ("a\tA\t192.0.2.1", "a.example. 300 A 192.0.2.1"),
        ("a   A \t 192.0.2.1 \t ", "a.example. 300 A 192.0.2.1"),
        ("a a 192.0.2.1", "a.example. 300 A 192.0.2.1"),
        ("A A 192.0.2.1", "A.example. 300 A 192.0.2.1"),
        ("a A 192.0.2.1;comment", "a.example. 300 A 192.0.2.1"),
        ("a A 192.0.2.1 ; ) ( \" \\", "a.example. 300 A 192.0.2.1"),
        ("a A 192.0.2.1 ; é", "a.example. 300 A 192.0.2.1"),
        ("a IN A 192.0.2.1", "a.example. 300 A 192.0.2.1"),
        ("a in A 192.0.2.1", "a.example. 300 A 192.0.2.1"),
        ("a CLASS1 A 192.0.2.1", "a.example. 300 A 192.0.2.1"),
        ("a class1 a 192.0.2.1", "a.example. 300 A 192.0.2.1"),
        ("a 60 A 192.0.2.1", "a.example. 60 A 192.0.2.1"),
        ("a 60 IN A 192.0.2.1", "a.example. 60 A 192.0.2.1"),
        ("a IN 60 A 192.0.2.1", "a.example. 60 A 192.0.2.1"),
        ("a 0 A 192.0.2.1", "a.example. 0 A 192.0.2.1"),
        ("a 0060 A 192.0.2.1", "a.example. 60 A 192.0.2.1"),
        ("a 2147483647 A 192.0.2.1", "a.example. 2147483647 A 192.0.2.1"),
        ("a 1s A 192.0.2.1", "a.example. 1 A 192.0.2.1"),
        ("a 1M A 192.0.2.1", "a.example. 60 A 192.0.2.1"),
        ("a 1h A 192.0.2.1", "a.example. 3600 A 192.0.2.1"),
        ("a 1D A 192.0.2.1", "a.example. 86400 A 192.0.2.1"),
        ("a 1w A 192.0.2.1", "a.example. 604800 A 192.0.2.1"),
        ("a 1h30m A 192.0.2.1", "a.example. 5400 A 192.0.2.1"),
        ("a 1W2D3H4M5S A 192.0.2.1", "a.example. 788645 A 192.0.2.1"),
        ("a IN 1h30m A 192.0.2.1", "a.example. 5400 A 192.0.2.1"),
        ("a A 192.0.2.1\n A 192.0.2.2", "a.example. 300 A 192.0.2.1|a.example. 300 A 192.0.2.2"),
        ("a A 192.0.2.1\n\tA 192.0.2.2", "a.example. 300 A 192.0.2.1|a.example. 300 A 192.0.2.2"),
        ("a A 192.0.2.1\n60 A 192.0.2.2", "a.example. 300 A 192.0.2.1|60.example. 300 A 192.0.2.2"),
        ("a A 192.0.2.1\n 60 AAAA ::", "a.example. 300 A 192.0.2.1|a.example. 60 AAAA ::"),
        ("a A 192.0.2.1\n IN A 192.0.2.2", "a.example. 300 A 192.0.2.1|a.example. 300 A 192.0.2.2"),
        ("a A 192.0.2.1\n\n; between\n A 192.0.2.2", "a.example. 300 A 192.0.2.1|a.example. 300 A 192.0.2.2"),
        ("IN A 192.0.2.1", "IN.example. 300 A 192.0.2.1"),
        ("TXT TXT TXT", "TXT.example. 300 TXT \"TXT\""),
        ("@ A 192.0.2.1", "example. 300 A 192.0.2.1"),
        ("example. A 192.0.2.1", "example. 300 A 192.0.2.1"),
        ("a.example. A 192.0.2.1", "a.example. 300 A 192.0.2.1"),
        ("a.b.c A 192.0.2.1", "a.b.c.example. 300 A 192.0.2.1"),
        ("* A 192.0.2.1", "*.example. 300 A 192.0.2.1"),
        ("*.a A 192.0.2.1", "*.a.example. 300 A 192.0.2.1"),
        ("_a._tcp A 192.0.2.1", "_a._tcp.example. 300 A 192.0.2.1"),
        ("a-b A 192.0.2.1", "a-b.example. 300 A 192.0.2.1"),
        ("\\@ A 192.0.2.1", "\\@.example. 300 A 192.0.2.1"),
        ("\\$ORIGIN A 192.0.2.1", "\\$ORIGIN.example. 300 A 192.0.2.1"),
        ("a\\.b A 192.0.2.1", "a\\.b.example. 300 A 192.0.2.1"),
        ("a\\ b A 192.0.2.1", "a\\032b.example. 300 A 192.0.2.1"),
        ("a\\032b A 192.0.2.1", "a\\032b.example. 300 A 192.0.2.1"),
        ("a\\;b A 192.0.2.1", "a\\;b.example. 300 A 192.0.2.1"),
        ("a\\(b A 192.0.2.1", "a\\(b.example. 300 A 192.0.2.1"),
        ("a\\\"b A 192.0.2.1", "a\\\"b.example. 300 A 192.0.2.1"),
        ("a\\\\b A 192.0.2.1", "a\\\\b.example. 300 A 192.0.2.1"),
        ("\\097 A 192.0.2.1", "a.example. 300 A 192.0.2.1"),
        ("\\000\\255 A 192.0.2.1", "\\000\\255.example. 300 A 192.0.2.1"),
        ("\\a A 192.0.2.1", "a.example. 300 A 192.0.2.1"),
        (name(63) + " A 192.0.2.1", name(63) + ".example. 300 A 192.0.2.1"),
        // Parentheses.
        ("a A ( 192.0.2.1 )", "a.example. 300 A 192.0.2.1"),
        ("a A (192.0.2.1)", "a.example. 300 A 192.0.2.1"),
        ("a A (\n192.0.2.1\n)", "a.example. 300 A 192.0.2.1"),
        ("a A ( ; comment )\n192.0.2.1 ; another (\n)", "a.example. 300 A 192.0.2.1"),
        ("a ( A\r\n 192.0.2.1 )\r\n", "a.example. 300 A 192.0.2.1"),
        ("a (\nIN\n60\nA\n192.0.2.1\n)", "a.example. 60 A 192.0.2.1"),
        ("a A ((192.0.2.1))", "a.example. 300 A 192.0.2.1"),
        ("a A ( ( 192.0.2.1\n ) )\nb A 192.0.2.2", "a.example. 300 A 192.0.2.1|b.example. 300 A 192.0.2.2"),
        ("a MX ( 10\n\n\n m )", "a.example. 300 MX 10 m.example."),
        ("a MX 10( m )", "a.example. 300 MX 10 m.example."),
        ("a TXT ( \"a\"\n\"b\" )", "a.example. 300 TXT \"a\" \"b\""),
        ("a TXT \"(\" \")\"", "a.example. 300 TXT \"(\" \")\""),
        ("a TXT \\( \\)", "a.example. 300 TXT \"(\" \")\""),
        // Strings.
        ("a TXT a", "a.example. 300 TXT \"a\""),
        ("a TXT \"a b\"", "a.example. 300 TXT \"a b\""),
        ("a TXT \"\"", "a.example. 300 TXT \"\""),
        ("a TXT \"\" \"\"", "a.example. 300 TXT \"\" \"\""),
        ("a TXT \"a;b\"", "a.example. 300 TXT \"a;b\""),
        ("a TXT \"a\";b", "a.example. 300 TXT \"a\""),
        ("a TXT a;b", "a.example. 300 TXT \"a\""),
        ("a TXT a\\;b", "a.example. 300 TXT \"a;b\""),
        ("a TXT \"a\\\"b\"", "a.example. 300 TXT \"a\\\"b\""),
        ("a TXT \"a\\\\b\"", "a.example. 300 TXT \"a\\\\b\""),
        ("a TXT \"a\\bc\"", "a.example. 300 TXT \"abc\""),
        ("a TXT \"a\\010b\"", "a.example. 300 TXT \"a\\010b\""),
        ("a TXT \"\\000\\255\"", "a.example. 300 TXT \"\\000\\255\""),
        ("a TXT a\\032b", "a.example. 300 TXT \"a b\""),
        ("a TXT a\\ b", "a.example. 300 TXT \"a b\""),
        ("a TXT \"é\"", "a.example. 300 TXT \"\\195\\169\""),
        ("a TXT é", "a.example. 300 TXT \"\\195\\169\""),
        ("a TXT @ $ORIGIN $TTL", "a.example. 300 TXT \"@\" \"$ORIGIN\" \"$TTL\""),
        ("a TXT \"a\tb\"", "a.example. 300 TXT \"a\\009b\""),
        ("a TXT \"\(name(255))\"", "a.example. 300 TXT \"\(name(255))\""),
        // $ORIGIN.
        ("$ORIGIN b.example.\na A 192.0.2.1", "a.b.example. 300 A 192.0.2.1"),
        ("$ORIGIN b\na A 192.0.2.1", "a.b.example. 300 A 192.0.2.1"),
        ("$ORIGIN b\n$ORIGIN c\na A 192.0.2.1", "a.c.b.example. 300 A 192.0.2.1"),
        ("$ORIGIN b\n@ A 192.0.2.1", "b.example. 300 A 192.0.2.1"),
        ("$ORIGIN @\na A 192.0.2.1", "a.example. 300 A 192.0.2.1"),
        ("$origin b\na A 192.0.2.1", "a.b.example. 300 A 192.0.2.1"),
        ("$ORIGIN b ; comment\na A 192.0.2.1", "a.b.example. 300 A 192.0.2.1"),
        ("$ORIGIN\tb\r\na A 192.0.2.1", "a.b.example. 300 A 192.0.2.1"),
        ("$ORIGIN b\na CNAME c", "a.b.example. 300 CNAME c.b.example."),
        ("$ORIGIN b\na CNAME @", "a.b.example. 300 CNAME b.example."),
        ("a A 192.0.2.1\n$ORIGIN b\n A 192.0.2.2", "a.example. 300 A 192.0.2.1|a.example. 300 A 192.0.2.2"),
        ("$ORIGIN .\na.example A 192.0.2.1", "a.example. 300 A 192.0.2.1"),
        // $TTL.
        ("$TTL 60\na A 192.0.2.1", "a.example. 60 A 192.0.2.1"),
        ("$TTL 1h30m\na A 192.0.2.1", "a.example. 5400 A 192.0.2.1"),
        ("$ttl 60\na A 192.0.2.1", "a.example. 60 A 192.0.2.1"),
        ("$TTL 0\na A 192.0.2.1", "a.example. 0 A 192.0.2.1"),
        ("$TTL 60 ; comment\na A 192.0.2.1", "a.example. 60 A 192.0.2.1"),
        ("$TTL 60\na A 192.0.2.1\n$TTL 90\nb A 192.0.2.1", "a.example. 60 A 192.0.2.1|b.example. 90 A 192.0.2.1"),
        ("$TTL 60\na 90 A 192.0.2.1\nb A 192.0.2.1", "a.example. 90 A 192.0.2.1|b.example. 60 A 192.0.2.1"),
        ("$TTL 60\na IN A 192.0.2.1", "a.example. 60 A 192.0.2.1"),
    ])

    /// Data of every type.
    private static let types: [Case] =
        data.map { type, text, written in
            let name = ["TYPE1": "A", "type16": "TXT"][type] ?? type
            return Case(file: "t \(type) \(text)", records: ["t.example. 300 \(name) \(written ?? text)"])
        }
        + cases([
            ("@ SOA n h 1 2 3 4 5", "example. 5 SOA n.example. h.example. 1 2 3 4 5"),
            (
                "@ SOA n h ( 1 ; serial\n 1h ; refresh\n 15M\n 2w\n 1d )",
                "example. 86400 SOA n.example. h.example. 1 3600 900 1209600 86400"
            ),
        ])

    private static let data: [(type: String, text: String, written: String?)] = [
        ("A", "192.0.2.255", nil), ("A", "\\# 4 c0000201", "192.0.2.1"), ("A", "\\# 4 C0 00 (02\n01)", "192.0.2.1"),
        ("AAAA", "2001:db8::1", nil), ("AAAA", "::", nil), ("AAAA", "1:2:3:4:5:6:7:8", nil),
        ("AAAA", "::ffff:192.0.2.1", nil), ("AAAA", "2001:DB8:0:0:0:0:0:A", "2001:db8::a"),
        ("NS", "n.test.", nil), ("NS", "n.", nil), ("CNAME", "c.example.", nil), ("PTR", "p", "p.example."),
        ("CNAME", ".", nil), ("DNAME", "d.test.", nil),
        ("MX", "0 .", nil), ("MX", "65535 m", "65535 m.example."),
        ("HINFO", "PC-AT \"Linux 6\"", "\"PC-AT\" \"Linux 6\""),
        ("TXT", "v=spf1 -all", "\"v=spf1\" \"-all\""), ("RP", "m.example. .", nil), ("AFSDB", "1 a.example.", nil),
        ("X25", "\"311061700956\"", nil), ("RT", "10 r.example.", nil), ("PX", "10 a.example. b.example.", nil),
        ("LOC", "52 22 23 N 4 53 32 E -2m", "52 22 23.000 N 4 53 32.000 E -2.00m 1.00m 10000.00m 10.00m"),
        ("LOC", "42 21 54 N 71 06 18 W -24m 30m", "42 21 54.000 N 71 6 18.000 W -24.00m 30.00m 10000.00m 10.00m"),
        ("LOC", "42 N 71 W 0m 0m 0m 0m", "42 0 0.000 N 71 0 0.000 W 0.00m 0.00m 0.00m 0.00m"),
        ("SRV", "0 5 5060 s.example.", nil), ("SRV", "65535 65535 65535 .", nil),
        ("NAPTR", "100 50 \"s\" \"http+I2R\" \"\" _http._tcp.example.", nil),
        ("NAPTR", "1 1 u E2U+sip !^.*$!sip:a@example.com! .", "1 1 \"u\" \"E2U+sip\" \"!^.*$!sip:a@example.com!\" ."),
        ("KX", "10 k.example.", nil), ("CERT", "PKIX 1 RSASHA256 AQID", "1 1 8 AQID"), ("CERT", "65535 0 0 AQ==", nil),
        ("APL", "1:192.168.32.0/21 !1:192.168.38.0/28", nil), ("APL", "2:ff00::/8", nil), ("APL", "1:0.0.0.0/0", nil),
        (
            "DS", "60485 5 1 2BB183AF5F22588179A53B0A 98631FAD1A292118",
            "60485 5 1 2bb183af5f22588179a53b0a98631fad1a292118"
        ),
        ("DS", "1 RSASHA256 2 \(name(64))", "1 8 2 \(name(64))"),
        ("SSHFP", "4 2 \(name(64))", nil), ("SSHFP", "1 1 \(name(40))", nil),
        ("IPSECKEY", "10 1 2 192.0.2.38 AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==", nil),
        ("IPSECKEY", "10 0 2 . AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==", nil),
        ("IPSECKEY", "10 3 2 g.example. AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==", nil),
        ("IPSECKEY", "10 2 2 2001:db8::1 AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==", nil),
        ("RRSIG", "A 5 3 86400 20030322173103 20030220173103 2642 example. oJB1W6WNGv+ldvQ3WDG0MQkg5IEhjRip8WTr", nil),
        ("NSEC", "h.example. A MX RRSIG NSEC TYPE1234", nil), ("NSEC", "h.example. TYPE15 A", "h.example. A MX"),
        (
            "DNSKEY", "256 3 8 ( AQPSKmynfzW4kyBv015MUG2DeIQ3\nCbl+BBZH4b/0PY1kxkmvHjcZc8no )",
            "256 3 8 AQPSKmynfzW4kyBv015MUG2DeIQ3Cbl+BBZH4b/0PY1kxkmvHjcZc8no"
        ),
        ("DHCID", "AAIBY2/AuCccgoJbsaxcQc9TUapptP69lOjxfNuVAA2kjEA=", nil),
        ("NSEC3PARAM", "1 0 12 aabbccdd", nil), ("NSEC3PARAM", "1 0 0 -", nil),
        ("TLSA", "3 1 1 \(name(64))", nil), ("TLSA", "0 0 1 \(name(32)) \(name(32))", "0 0 1 \(name(64))"),
        ("SMIMEA", "3 0 1 \(name(64))", nil),
        (
            "HIP", "2 200100107B1A74DF365639CC39F1D578 AwEAAbdxyhNuSutc5EMzxTs9LBPCIkOFH8cI",
            "2 200100107b1a74df365639cc39f1d578 AwEAAbdxyhNuSutc5EMzxTs9LBPCIkOFH8cI"
        ),
        (
            "HIP", "2 200100107B1A74DF365639CC39F1D578 AwEAAbdxyhNuSutc5EMzxTs9LBPCIkOFH8cI r.example. s.example.",
            "2 200100107b1a74df365639cc39f1d578 AwEAAbdxyhNuSutc5EMzxTs9LBPCIkOFH8cI r.example. s.example."
        ),
        ("CDS", "0 0 0 00", nil), ("CDNSKEY", "0 3 0 AA==", nil),
        ("OPENPGPKEY", "AQID BAUG", "AQIDBAUG"), ("CSYNC", "66 3 A NS AAAA", nil), ("CSYNC", "0 0", "0 0"),
        ("ZONEMD", "2018031500 1 1 \(name(96))", nil),
        ("SVCB", "0 s.example.", nil), ("SVCB", "1 . alpn=h2,h3 port=8443", nil),
        (
            "HTTPS", "1 . alpn=\"h2\" ipv4hint=192.0.2.1 ipv6hint=2001:db8::1",
            "1 . alpn=h2 ipv4hint=192.0.2.1 ipv6hint=2001:db8::1"
        ),
        ("HTTPS", "1 h key65333=\"a b\"", "1 h.example. key65333=\"a b\""),
        ("SPF", "\"v=spf1 -all\"", nil), ("NID", "10 0014:4fff:ff20:ee64", nil),
        ("NID", "10 14:4FFF:0:1", "10 0014:4fff:0000:0001"), ("L32", "10 10.1.2.0", nil),
        ("L64", "10 2001:0DB8:1140:1000", "10 2001:0db8:1140:1000"), ("LP", "10 l.example.", nil),
        ("EUI48", "00-00-5e-00-53-2A", "00-00-5e-00-53-2a"), ("EUI64", "00-00-5e-ef-10-00-00-2a", nil),
        ("URI", "10 1 \"ftp://ftp1.example/public\"", nil), ("CAA", "0 issue \"ca.example\"", nil),
        ("CAA", "128 iodef mailto:a@example", "128 iodef \"mailto:a@example\""), ("AVC", "\"a\" \"b\"", nil),
        ("AMTRELAY", "10 0 1 192.0.2.15", nil), ("AMTRELAY", "10 1 3 a.example.", nil), ("AMTRELAY", "10 0 0 .", nil),
        ("NINFO", "\"a\"", nil), ("DSYNC", "CDS NOTIFY 5300 d.test.", "CDS 1 5300 d.test."),
        ("RESINFO", "qnamemin exterr=15-17", "\"qnamemin\" \"exterr=15-17\""), ("WALLET", "\"a\" \"b\"", nil),
        ("DLV", "1 8 2 \(name(64))", nil), ("TYPE65280", "\\# 0", nil), ("TYPE65280", "\\# 3 abcdef", nil),
        ("TYPE65280", "\\# 3 ab ( cd ) EF", "\\# 3 abcdef"),
        ("TYPE1", "192.0.2.1", nil), ("type16", "\\# 2 0161", "\"a\""), ("TXT", "\"\\# 4\"", "\"# 4\""),
        ("SPF", "a b", "\"a\" \"b\""),
    ]

    /// `$GENERATE` as in BIND.
    private static let generated: [Case] = cases([
        ("$GENERATE 1-2 a$ A 192.0.2.$", "a1.example. 300 A 192.0.2.1|a2.example. 300 A 192.0.2.2"),
        ("$GENERATE 1-1 a$ A 192.0.2.1", "a1.example. 300 A 192.0.2.1"),
        (
            "$GENERATE 0-4/2 a$ A 192.0.2.$",
            "a0.example. 300 A 192.0.2.0|a2.example. 300 A 192.0.2.2|a4.example. 300 A 192.0.2.4"
        ),
        ("$GENERATE 1-5/3 a$ A 192.0.2.$", "a1.example. 300 A 192.0.2.1|a4.example. 300 A 192.0.2.4"),
        ("$generate 1-1 a$ IN A 192.0.2.$", "a1.example. 300 A 192.0.2.1"),
        ("$GENERATE 1-1 a$ 60 A 192.0.2.$", "a1.example. 60 A 192.0.2.1"),
        ("$GENERATE 1-1 a$ 60 IN A 192.0.2.$", "a1.example. 60 A 192.0.2.1"),
        ("$GENERATE 1-1 a${10} A 192.0.2.${20}", "a11.example. 300 A 192.0.2.21"),
        ("$GENERATE 5-5 a${-5} A 192.0.2.$", "a0.example. 300 A 192.0.2.5"),
        ("$GENERATE 1-1 a${0,3} A 192.0.2.$", "a001.example. 300 A 192.0.2.1"),
        ("$GENERATE 1-1 a${0,3,d} A 192.0.2.$", "a001.example. 300 A 192.0.2.1"),
        ("$GENERATE 10-10 a${0,0,x} A 192.0.2.$", "aa.example. 300 A 192.0.2.10"),
        ("$GENERATE 10-10 a${0,2,X} A 192.0.2.$", "a0A.example. 300 A 192.0.2.10"),
        ("$GENERATE 9-9 a${0,2,o} A 192.0.2.$", "a11.example. 300 A 192.0.2.9"),
        ("$GENERATE 26-26 ${0,3,n} A 192.0.2.$", "a.1.example. 300 A 192.0.2.26"),
        ("$GENERATE 1-1 ${0,7,N} A 192.0.2.$", "1.0.0.0.example. 300 A 192.0.2.1"),
        ("$GENERATE 1-1 a$$ A 192.0.2.$", "a\\$.example. 300 A 192.0.2.1"),
        ("$GENERATE 1-1 a\\$ A 192.0.2.$", "a\\$.example. 300 A 192.0.2.1"),
        ("$GENERATE 1-2 $ PTR h$.example.", "1.example. 300 PTR h1.example.|2.example. 300 PTR h2.example."),
        ("$GENERATE 1-1 $ CNAME $.sub", "1.example. 300 CNAME 1.sub.example."),
        ("$GENERATE 1-1 a$ MX \"10 m$\"", "a1.example. 300 MX 10 m1.example."),
        ("$GENERATE 1-2 @ NS n$.test.", "example. 300 NS n1.test.|example. 300 NS n2.test."),
        ("$ORIGIN b\n$GENERATE 1-1 a$ A 192.0.2.$", "a1.b.example. 300 A 192.0.2.1"),
        ("$TTL 60\n$GENERATE 1-1 a$ A 192.0.2.$", "a1.example. 60 A 192.0.2.1"),
        ("$GENERATE 1-1 a$ A 192.0.2.$ ; comment", "a1.example. 300 A 192.0.2.1"),
        (
            "a A 192.0.2.9\n$GENERATE 1-1 b$ A 192.0.2.$\n A 192.0.2.8",
            "a.example. 300 A 192.0.2.9|b1.example. 300 A 192.0.2.1|a.example. 300 A 192.0.2.8"
        ),
    ])

    static func name(_ count: Int) -> String { String(repeating: "a", count: count) }

    private static func cases(_ table: [(String, String)]) -> [Case] {
        table.map { Case(file: $0, records: $1.split(separator: "|").map(String.init)) }
    }
}
