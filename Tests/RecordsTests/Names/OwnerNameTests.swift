import DNS
import Records
import Testing

@Suite struct OwnerNameTests {
    @Test(arguments: [
        ("", "@"), ("@", "@"), ("example.com", "@"), ("example.com.", "@"), ("EXAMPLE.Com.", "@"), ("www", "www"),
        ("WWW", "www"), ("a.b.c", "a.b.c"), ("www.example.com", "www"), ("www.example.com.", "www"),
        ("a.b.Example.COM.", "a.b"), ("example.com.evil", "example.com.evil"), ("xexample.com", "xexample.com"),
        ("com", "com"), ("example", "example"), ("www.example.com.example.com", "www.example.com"),
        ("*", "*"), ("*.a", "*.a"), ("*.example.com", "*"), ("*.example.com.", "*"), ("_dmarc", "_dmarc"),
        ("_443._tcp.www", "_443._tcp.www"), ("0/25", "0/25"), ("-", "-"), ("-a-", "-a-"), ("123", "123"),
        ("a--b", "a--b"), ("xn--bcher-kva", "xn--bcher-kva"), ("XN--BCHER-KVA", "xn--bcher-kva"),
        ("bücher", "xn--bcher-kva"), ("BÜCHER", "xn--bcher-kva"), ("bu\u{308}cher", "xn--bcher-kva"),
        ("straße", "xn--strae-oqa"), ("www.bücher.example.com", "www.xn--bcher-kva"), ("*.bücher", "*.xn--bcher-kva"),
        ("_dmarc.bücher", "_dmarc.xn--bcher-kva"), ("0/25.bücher", "0/25.xn--bcher-kva"),
        ("ｗｗｗ", "www"), ("日本語", "xn--wgv71a119e"), ("a。b", "a.b"), ("bücher.example.com.", "xn--bcher-kva"),
        ("пример.испытание", "xn--e1afmkfd.xn--80akhbyknj4f"), ("ⅷ", "viii"), ("ü_", "xn--_-dha"),
        (String(repeating: "a", count: 63), String(repeating: "a", count: 63)),
    ])
    func aNameIsKeptRelativeAndCanonical(_ input: String, _ written: String) throws {
        #expect(try draft(body("A", "192.0.2.1", name: input)).name == written)
    }

    @Test(arguments: [
        ".", "..", "a..b", ".a", "a..", "a.", "www.example.org.", "com.", "example.com.evil.", "xexample.com.", "a b",
        " www", "www ",
        "a@b", "a\\.b", "a\\046b", "a\"b", "a'b", "a:b", "a(b)", "a;b", "a\tb", "a\u{0}b", "a\nb", "**", "*a", "a*",
        "a.*",
        "*.*", "a.*.b", "b\u{FC}\u{0}cher", "b\u{FC} cher", "\u{FFFD}", "\u{200B}\u{AD}", "ü*", "\u{E0001}x",
        String(repeating: "a", count: 64), String(repeating: "ü", count: 62),
        "*.example.com.org.",
    ])
    func whatIsNoNameInTheDomainIsRefused(_ input: String) {
        #expect(read(body("A", "192.0.2.1", name: input)) == .violations(["name format"]))
    }

    @Test func aNameWithItsDomainHasAtMost253Characters() throws {
        let labels = Array(repeating: String(repeating: "a", count: 59), count: 4).joined(separator: ".")
        // 239 characters, a dot, and `example.com` with 11.
        let longest = labels + ".b"
        #expect(longest.count + 1 + 11 == 253)
        #expect(try draft(body("A", "192.0.2.1", name: longest)).name == longest)
        #expect(try draft(body("A", "192.0.2.1", name: longest + ".example.com")).name == longest)
        #expect(read(body("A", "192.0.2.1", name: longest + "b")) == .violations(["name format"]))
        #expect(read(body("A", "192.0.2.1", name: longest + "b.example.com.")) == .violations(["name format"]))
    }

    @Test func theDomainMayBeInternationalItself() throws {
        let domain = domain("xn--bcher-kva.example.")
        for input in ["bücher.example", "BÜCHER.example.", "xn--bcher-kva.example"] {
            #expect(try draft(body("A", "192.0.2.1", name: input), in: domain).name == "@")
        }
        #expect(try draft(body("A", "192.0.2.1", name: "www.bücher.example."), in: domain).name == "www")
    }

    @Test func theOwnerIsTheNameInFull() throws {
        #expect(try draft(body("A", "192.0.2.1", name: "*.a")).owner(in: example) == domain("*.a.example.com."))
        #expect(try draft(body("A", "192.0.2.1", name: "@")).owner(in: example) == example)
    }

    @Test func aMessageNamesTheCharacterAndWhatIsAllowed() {
        #expect(
            messages(body("A", "192.0.2.1", name: "a b")) == [
                "name: a space is not allowed; letters, digits, -, _, /, * as the whole first label are"
            ])
        #expect(
            messages(body("A", "192.0.2.1", name: "www.example.org."))
                == ["name: ends in a dot but is not in example.com."])
    }
}
