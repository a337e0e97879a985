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

    /// UTS 46, non-transitional, UseSTD3ASCIIRules false: what it takes beyond IDNA 2008, and that of RFC 5891 too.
    @Test(arguments: [
        ("☃", "xn--n3h"), ("I♥NY", "xn--iny-zx5a"), ("💩", "xn--ls8h"), ("1\u{FE0F}\u{20E3}", "xn--1-2sn"), ("™", "tm"),
        ("≠", "xn--1ch"), ("a·b", "xn--ab-0ea"), ("☃.straße", "xn--n3h.xn--strae-oqa"), ("①", "1"), ("ﬁ", "fi"),
        ("faß", "xn--fa-hia"), ("ΣΑΣ", "xn--mxa9ab"), ("σας", "xn--mxa8ab"), ("क्\u{200D}ष", "xn--11b2ezcw70k"),
        ("שלום", "xn--9dbne9b"),
        ("a\u{AD}b", "ab"), ("a．☃｡b。c", "a.xn--n3h.b.c"), ("*.☃", "*.xn--n3h"), ("_☃", "xn--_-1xp"),
        ("xn--n3h", "xn--n3h"), ("XN--LS8H", "xn--ls8h"), ("xn--strae-oqa", "xn--strae-oqa"), ("ｘn--n3h", "xn--n3h"),
        ("xn--wgv71a119e.xn--9dbne9b", "xn--wgv71a119e.xn--9dbne9b"), ("xn-", "xn-"), ("axn--a", "axn--a"),
        ("\u{11900}", "xn--xv2d"), ("xn", "xn"),
    ])
    func unicodeIsReadAsUTS46HasIt(_ input: String, _ written: String) throws {
        #expect(try draft(body("A", "192.0.2.1", name: input)).name == written)
    }

    @Test(arguments: [
        // No Punycode, or of nothing, or of ASCII alone.
        "xn--zzzzzzzz99999", "xn--", "xn---", "xn--abc-", "xn--0", "www.xn--99", "XN--ZZ", "xn--ls8h-", "xn--a.ü",
        // Of what names do not have: a control, a letter in upper case, ¨ which is mapped, a mark at the start.
        "xn--a", "xn--wca", "xn--6a", "xn--ssa", "xn--u-ccb",
        // Of joiners or directions where they cannot be, and ß with a symbol, which libidn2 cannot judge.
        "xn--a-zhc", "xn--leb615k", "xn--4db006n", "xn--1ugz855pea", "xn--zca031q",
        // Of another A-label.
        "xn--xn---epa",
    ])
    func aLabelThatOnlyLooksLikeAnALabelIsRefused(_ input: String) {
        #expect(read(body("A", "192.0.2.1", name: input)) == .violations(["name format"]))
        #expect(messages(body("A", "192.0.2.1", name: input)).allSatisfy { $0.contains("but is no A-label: ") })
    }

    @Test(arguments: [
        ("ß☃", "beside ß, ς or a joiner it holds a character that IDNA 2008 does not have"),
        ("👨\u{200D}👩", "beside ß, ς or a joiner it holds a character that IDNA 2008 does not have"),
        ("א\u{200D}", "it holds a joiner where none may be"), ("אa", "from right to left are mixed"),
        ("א☃א", "from right to left are mixed"), ("\u{308}a", "it begins with a combining mark"),
        ("ab--ü", "its third and fourth characters are hyphens"), ("-ü", "it begins or ends with a hyphen"),
        ("\u{E000}", "it holds a character that names do not have"),
    ])
    func aMessageSaysWhyALabelIsNone(_ label: String, _ reason: String) {
        let told = messages(body("A", "192.0.2.1", name: "www." + label))
        #expect(told.count == 1)
        #expect(told.allSatisfy { $0.hasPrefix("name: \"\(label)\" is no internationalized label: ") })
        #expect(told.allSatisfy { $0.hasSuffix(reason) })
    }

    @Test func aMessageSaysWhyALabelIsNoALabel() {
        for (label, reason) in [
            ("xn--zz", "what follows xn-- is no Punycode"), ("xn--a", "it holds a character that names do not have"),
            ("xn--6a", "its Unicode form has another ASCII form"),
        ] {
            #expect(
                messages(body("A", "192.0.2.1", name: label))
                    == ["name: \"\(label)\" begins with xn-- but is no A-label: \(reason)"])
        }
    }

    @Test func everyViolationOfANameIsTold() {
        #expect(
            messages(body("A", "192.0.2.1", name: "a b..*c(.example.org.")) == [
                "name: a space, \"(\" are not allowed; letters, digits, -, _, /, * as the whole first label are",
                "name: a label is empty (two dots in a row, or one at the start)",
                "name: * is allowed only as the whole first label",
                "name: ends in a dot but is not in example.com.",
            ])
        #expect(
            messages(body("A", "192.0.2.1", name: "ü\u{0}(.b*.☃*.example.com.")) == [
                "name: U+0000, \"(\" are not allowed; letters, digits, -, _, /, * as the whole first label are",
                "name: * is allowed only as the whole first label",
            ])
        let long = Array(repeating: String(repeating: "a", count: 64), count: 4).joined(separator: ".")
        #expect(
            messages(body("A", "192.0.2.1", name: long)) == [
                "name: a label has more than 63 characters", "name: the whole name has more than 253 characters",
            ])
        #expect(messages(body("A", "192.0.2.1", name: String(repeating: "ü.", count: 100_000))).count == 1)
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
