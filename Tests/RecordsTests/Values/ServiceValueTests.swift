import Records
import Testing

@Suite struct ServiceValueTests {
    @Test(arguments: [
        ("https://example.net", "https://example.net"),
        ("HTTP://Example.NET/Path?Q=1#F", "http://example.net/Path?Q=1#F"),
        ("http://example.net:8080/", "http://example.net:8080/"), ("http://example.net:/", "http://example.net/"),
        ("http://example.net:080", "http://example.net:80"),
        ("https://bücher.example/ü?ß", "https://xn--bcher-kva.example/%C3%BC?%C3%9F"),
        ("https://192.0.2.1/", "https://192.0.2.1/"), ("https://[2001:DB8::1]:443/x", "https://[2001:db8::1]:443/x"),
        ("https://example.net?x", "https://example.net?x"), ("https://example.net/a@b:c", "https://example.net/a@b:c"),
        ("https://example.net./", "https://example.net/"), ("https://localhost", "https://localhost"),
        ("https://a_b.example/%20", "https://a_b.example/%20"),
    ])
    func aRedirectGoesToAnAbsoluteURL(_ value: String, _ written: String) throws {
        let draft = try draft(body("Redirect", value))
        #expect(draft.value == written)
        #expect(draft.canonical == Array(written.utf8))
        #expect(read(body("Redirect", written)) == .record(draft))
    }

    @Test(arguments: [
        "example.net", "/path", "//example.net", "ftp://example.net", "javascript:alert(1)", "http:example.net",
        "http:/example.net", "http://",
        "http:///path", "http://:80/", "http://.", "http://?x", "http://user@example.net",
        "http://user:pw@example.net/", "http://exa mple.net",
        "http://example.net/a b", "http://example.net/\n", "http://example.net/\r\nX: y", "http://example.net\t",
        " http://example.net",
        "http://example.net ", "http://example.net/\u{0}", "http://example.net:0", "http://example.net:65536",
        "http://example.net:x", "http://example.net:8:9",
        "http://[::1", "http://[::1]x", "http://[1.2.3.4]", "http://[fe80::1%25eth0]/", "http://::1/", "http://1.2.3",
        "http://999.1.1.1", "http://0x7f.1.2.3.4",
        "http://a..b", "http://*.example.net", "http://example.net/%", "http://example.net/%zz",
        "http://example.net/%é0", "http://example.net/<x>", "http://example.net/\"",
        "http://example.net/\\", "http://exa\\mple.net", "http://a%2eb.example/", "hſtp://x", "http://example.net/{x}",
    ])
    func nothingElseIsATargetOfARedirect(_ value: String) {
        #expect(read(body("Redirect", value)) == .violations(["value format"]))
    }

    @Test(arguments: [
        (
            "http://me@a..b(:99999/a b%z<>",
            [
                "holds no user name", "names a host: \"(\" is not allowed", "names a host: a label is empty",
                "has a port from 1 to 65535", "has neither spaces", "has two hexadecimal digits",
                "has < > only as an escape (%3C %3E)",
            ]
        ),
        ("http://me@[::1/", ["holds no user name", "closes the bracket"]),
        (
            "http://[::g]x:1/\\",
            ["has a port after its address", "has a valid IPv6 address", "has \\ only as an escape"]
        ),
    ])
    func everyViolationOfAURLIsTold(_ value: String, _ wanted: [String]) {
        let told = messages(body("Redirect", value))
        #expect(told.count == wanted.count)
        for (message, wanted) in zip(told, wanted) {
            #expect(message.hasPrefix("value: an absolute URL that \(wanted)"))
        }
    }

    @Test func aURLHasAtMost2048Characters() throws {
        let longest = "https://example.net/" + String(repeating: "x", count: 2028)
        #expect(try draft(body("Redirect", longest)).value == longest)
        #expect(read(body("Redirect", longest + "x")) == .violations(["value range"]))
    }

    @Test(arguments: [
        ("PullZone", "zone", "zone"), ("PullZone", "My-Zone-1", "my-zone-1"), ("PullZone", "1", "1"),
        ("PullZone", String(repeating: "z", count: 63), String(repeating: "z", count: 63)),
        ("Script", "Edge_1-x", "Edge_1-x"), ("Script", "17", "17"),
        ("Script", "0F8FAD5B-D9CB-469F-A165-70867728950E", "0f8fad5b-d9cb-469f-a165-70867728950e"),
        ("Script", String(repeating: "s", count: 64), String(repeating: "s", count: 64)),
    ])
    func anIdentifierIsKept(_ type: String, _ value: String, _ written: String) throws {
        let draft = try draft(body(type, value))
        #expect(draft.value == written)
        #expect(draft.canonical == Array(written.utf8))
        #expect(draft.rdata == nil)
    }

    @Test(arguments: [
        ("PullZone", "a.b"), ("PullZone", "a_b"), ("PullZone", "-a"), ("PullZone", "a-"), ("PullZone", "a b"),
        ("PullZone", "zoné"), ("PullZone", "\u{212A}zone"),
        ("PullZone", String(repeating: "z", count: 64)), ("Script", "a.b"), ("Script", "a/b"), ("Script", "ü"),
        ("Script", " a"), ("Script", "../x"),
        ("Script", String(repeating: "s", count: 65)),
    ])
    func whatIsNoIdentifierIsRefused(_ type: String, _ value: String) {
        #expect(read(body(type, value)) == .violations(["value format"]))
    }
}
