import DNS
import Testing

/// The test vectors of RFC 9460 Appendix D, and what else its text says.
struct ServiceParametersTests {
    private static let fooExampleCom = "03666f6f076578616d706c6503636f6d00"
    private static let fooExampleOrg = "03666f6f076578616d706c65036f726700"

    @Test(arguments: [
        // D.1, figure 2: AliasMode.
        ("0 foo.example.com.", "0000\(fooExampleCom)", "0 foo.example.com."),
        // D.2, figures 3 to 10: ServiceMode.
        ("1 .", "0001 00", "1 ."),
        ("16 foo.example.com. port=53", "0010\(fooExampleCom)0003 0002 0035", "16 foo.example.com. port=53"),
        (
            "1 foo.example.com. key667=hello", "0001\(fooExampleCom)029b 0005 68656c6c6f",
            "1 foo.example.com. key667=hello"
        ),
        (
            #"1 foo.example.com. key667="hello\210qoo""#, "0001\(fooExampleCom)029b 0009 68656c6c6fd2716f6f",
            #"1 foo.example.com. key667="hello\210qoo""#
        ),
        (
            #"1 foo.example.com. ipv6hint="2001:db8::1,2001:db8::53:1""#,
            "0001\(fooExampleCom)0006 0020 20010db8000000000000000000000001 20010db8000000000000000000530001",
            "1 foo.example.com. ipv6hint=2001:db8::1,2001:db8::53:1"
        ),
        (
            #"1 example.com. ipv6hint="2001:db8:ffff:ffff:ffff:ffff:198.51.100.100""#,
            "0001 076578616d706c6503636f6d00 0006 0010 20010db8ffffffffffffffffc6336464",
            "1 example.com. ipv6hint=2001:db8:ffff:ffff:ffff:ffff:c633:6464"
        ),
        (
            "16 foo.example.org. (alpn=h2,h3-19 mandatory=ipv4hint,alpn\n ipv4hint=192.0.2.1)",
            "0010\(fooExampleOrg)0000 0004 0001 0004 0001 0009 02 6832 05 68332d3139 0004 0004 c0000201",
            "16 foo.example.org. mandatory=alpn,ipv4hint alpn=h2,h3-19 ipv4hint=192.0.2.1"
        ),
        (
            #"16 foo.example.org. alpn="f\\\\oo\\,bar,h2""#,
            "0010\(fooExampleOrg)0001 000c 08 665c6f6f2c626172 02 6832",
            #"16 foo.example.org. alpn="f\\\\oo\\,bar,h2""#
        ),
        (
            #"16 foo.example.org. alpn=f\\\092oo\092,bar,h2"#,
            "0010\(fooExampleOrg)0001 000c 08 665c6f6f2c626172 02 6832",
            #"16 foo.example.org. alpn="f\\\\oo\\,bar,h2""#
        ),
    ])
    func vectorsOfAppendixDAreReadAndWritten(_ text: String, _ wire: String, _ written: String) throws {
        for type in [RecordType.svcb, .https] {
            let rdata = try RDATA(type, text: text)
            #expect(rdata.wire == octets(wire))
            #expect(rdata.text == written)
            #expect(try RDATA(type, text: written) == rdata)
            #expect(try RDATA(type, wire: octets(wire)) == rdata)
        }
    }

    @Test(arguments: [
        // D.3, figures 11 to 16.
        ("key123=abc key123=def", ServiceParameterError.duplicate(.init(rawValue: 123))),
        ("mandatory", .value(.mandatory, .missing)),
        ("alpn", .value(.alpn, .missing)),
        ("port", .value(.port, .missing)),
        ("ipv4hint", .value(.ipv4Hint, .missing)),
        ("ipv6hint", .value(.ipv6Hint, .missing)),
        ("no-default-alpn=abc alpn=h2", .value(.noDefaultALPN, .unexpected)),
        ("mandatory=key123", .missingMandatory(.init(rawValue: 123))),
        ("mandatory=mandatory", .value(.mandatory, .listsMandatory)),
        ("mandatory=key123,key123 key123=abc", .value(.mandatory, .duplicateKey(.init(rawValue: 123)))),
        // §2.1: keys.
        ("foo=1", .unknownKey("foo")), ("ALPN=h2", .unknownKey("ALPN")), ("=h2", .unknownKey("")),
        ("key=1", .unknownKey("key")), ("key01=1", .unknownKey("key01")), ("key65536=1", .unknownKey("key65536")),
        ("key1x=1", .unknownKey("key1x")), ("KEY667=1", .unknownKey("KEY667")),
        ("al\\112n=h2", .unknownKey("al\\112n")),
        ("alpn=h2 key1=\\002h3", .duplicate(.alpn)),
        // Values.
        (#"alpn="""#, .value(.alpn, .missing)), ("alpn=", .value(.alpn, .missing)),
        ("alpn=h2,", .value(.alpn, .notProtocols)),
        ("alpn=,h2", .value(.alpn, .notProtocols)), (#"alpn="h2\\x""#, .value(.alpn, .notProtocols)),
        (#"alpn="h2\\""#, .value(.alpn, .notProtocols)),
        ("alpn=" + String(repeating: "a", count: 256), .value(.alpn, .notProtocols)),
        ("key1=h2", .value(.alpn, .notProtocols)),
        ("port=65536", .value(.port, .notAPort)), ("port=-1", .value(.port, .notAPort)), ("port=5 3", .unknownKey("3")),
        ("port=\\053", .value(.port, .escape)), (#"port="""#, .value(.port, .missing)),
        ("ipv4hint=1.2.3", .value(.ipv4Hint, .notIPv4Addresses)),
        ("ipv4hint=1.2.3.4,", .value(.ipv4Hint, .notIPv4Addresses)),
        ("ipv4hint=::1", .value(.ipv4Hint, .notIPv4Addresses)),
        ("ipv6hint=1.2.3.4", .value(.ipv6Hint, .notIPv6Addresses)),
        ("ipv6hint=::1,,::2", .value(.ipv6Hint, .notIPv6Addresses)),
        ("ipv4hint=1.2.3.4\\,1.2.3.4", .value(.ipv4Hint, .escape)),
        ("ech", .value(.ech, .missing)), ("ech=!!!!", .value(.ech, .notECHConfigurations)),
        ("ech=AAQAAAA", .value(.ech, .notECHConfigurations)), ("ech=AAUAAAAA", .value(.ech, .notECHConfigurations)),
        ("dohpath", .value(.dohPath, .missing)), ("dohpath=\\255", .value(.dohPath, .notAURITemplate)),
        ("ohttp=1", .value(.ohttp, .unexpected)), ("no-default-alpn", .noDefaultALPNWithoutALPN),
        ("mandatory=alpn", .missingMandatory(.alpn)), ("mandatory=foo", .value(.mandatory, .notKeys)),
        ("mandatory=", .value(.mandatory, .missing)), ("mandatory=alpn,", .value(.mandatory, .notKeys)),
        // Words.
        (#"alpn="h2"#, .text(.unbalancedQuote)), (#"alpn=h2"x""#, .text(.strayQuote)),
        (#""alpn=h2""#, .text(.strayQuote)),
        (#"alpn="h2"x"#, .text(.strayQuote)), ("alpn=h2;", .text(.comment)), (#"key7"x""#, .text(.strayQuote)),
    ])
    func failureSaysWhichParameter(_ text: String, _ error: ServiceParameterError) {
        #expect(errors(in: text) == [error])
    }

    @Test(arguments: [
        (
            "alpn port=99999 alpn=h2 mandatory=ech nokey=1",
            [
                ServiceParameterError.value(.alpn, .missing), .value(.port, .notAPort), .duplicate(.alpn),
                .unknownKey("nokey"), .missingMandatory(.ech),
            ]
        ),
        // Each once.
        ("alpn alpn alpn", [.value(.alpn, .missing), .duplicate(.alpn)]),
        ("a=1 b=1 a=2", [.unknownKey("a"), .unknownKey("b")]),
        ("port=1 port=x", [.duplicate(.port), .value(.port, .notAPort)]),
        // Of the whole.
        ("mandatory=ech,ohttp,port port=53", [.missingMandatory(.ech), .missingMandatory(.ohttp)]),
        ("mandatory=alpn no-default-alpn", [.missingMandatory(.alpn), .noDefaultALPNWithoutALPN]),
        // What is there with a wrong value is there.
        ("mandatory=port port=x", [.value(.port, .notAPort)]),
        ("no-default-alpn=abc", [.value(.noDefaultALPN, .unexpected), .noDefaultALPNWithoutALPN]),
        ("no-default-alpn alpn=", [.value(.alpn, .missing)]),
        // What an unreadable `mandatory` lists cannot be told.
        ("mandatory=ech,foo port=x", [.value(.mandatory, .notKeys), .value(.port, .notAPort)]),
        // An escape ends nothing; a quote, after which words are not clear, ends all.
        ("key9=\\x\\9 port=x", [.value(.init(rawValue: 9), .text(.badEscape)), .value(.port, .notAPort)]),
        (#"port=x mandatory=ech alpn="h2 nokey"#, [.value(.port, .notAPort), .text(.unbalancedQuote)]),
        ("port=x ; mandatory=ech", [.value(.port, .notAPort), .text(.comment)]),
    ])
    func everyFaultOfAListIsTold(_ text: String, _ all: [ServiceParameterError]) {
        #expect(errors(in: text) == all)
    }

    @Test func ofARecordsTextTheFirstFaultIsTold() {
        #expect(throws: RDATAError.field("parameters", .parameter(.value(.alpn, .missing)))) {
            try RDATA(.https, text: "1 . alpn port=99999")
        }
    }

    @Test func aMessageDoesNotGrowWithTheText() {
        let text = "\(ServiceParameterError.unknownKey(String(repeating: "k", count: 100_000)))"
        #expect(text.hasPrefix("\"\(String(repeating: "k", count: 64))…\" is no known parameter"))
    }

    private func errors(in text: String) -> [ServiceParameterError] {
        do throws(ServiceParameterErrors) {
            _ = try ServiceParameters(parsing: text)
            return []
        } catch {
            #expect(error.first == error.all.first)
            return error.all
        }
    }

    @Test(arguments: [
        ("key23609 key23600 mandatory=key23609,key23600", "mandatory=key23600,key23609 key23600 key23609"),
        ("", ""), ("key7=/q{?dns}", "dohpath=/q{?dns}"), ("ohttp=\"\"", "ohttp"), ("ech=AAQAAAAA", "ech=AAQAAAAA"),
        (#"ech="AAQAAAAA""#, "ech=AAQAAAAA"), (#"key65535="a b""#, #"key65535="a b""#), (#"key9="""#, "key9"),
        ("key1=\\002h2", "alpn=h2"), ("no-default-alpn alpn=h2", "alpn=h2 no-default-alpn"),
        ("mandatory=key1 alpn=h2", "mandatory=alpn alpn=h2"), (#"alpn="h2;x""#, #"alpn="h2;x""#),
    ])
    func listIsReadAndWritten(_ text: String, _ written: String) throws {
        let parameters = try ServiceParameters(parsing: text)
        #expect(parameters.description == written)
        #expect(try ServiceParameters(parsing: written) == parameters)
        #expect(try ServiceParameters(wire: parameters.wire) == parameters)
    }

    @Test(arguments: [
        ("0001", ServiceParameterError.endsEarly), ("0001 0003 0268", .endsEarly), ("00", .endsEarly),
        ("0003 0002 0035 0003 0002 0035", .notInOrder(.port)), ("0003 0002 0035 0001 0003 026832", .notInOrder(.alpn)),
        ("0003 0001 35", .value(.port, .notAPort)), ("0001 0000", .value(.alpn, .missing)),
        ("0001 0002 0000", .value(.alpn, .notProtocols)), ("0001 0002 0268", .value(.alpn, .notProtocols)),
        ("0004 0003 010203", .value(.ipv4Hint, .notIPv4Addresses)), ("0006 0000", .value(.ipv6Hint, .notIPv6Addresses)),
        ("0002 0001 00", .value(.noDefaultALPN, .unexpected)), ("0000 0003 000100", .value(.mandatory, .notKeys)),
        ("0000 0004 0004 0001", .value(.mandatory, .notKeys)), ("0000 0002 0000", .value(.mandatory, .listsMandatory)),
    ])
    func malformedWireFormIsRefused(_ wire: String, _ error: ServiceParameterError) {
        #expect(throws: error) { try ServiceParameters(wire: octets(wire)) }
    }

    @Test func inconsistentWireFormIsHeldAndWrittenAsGenericText() throws {
        let wire = octets("0001 00 0000 0002 0001")
        let rdata = try RDATA(.https, wire: wire)
        #expect(rdata.text == "\\# 9 000100000000020001")
        #expect(try RDATA(.https, text: rdata.text) == rdata)
    }
}
