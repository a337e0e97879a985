import Records
import Testing

@Suite struct DomainNameTests {
    @Test(arguments: [
        ("example.com", "example.com"), ("Example.COM.", "example.com"), ("bücher.example", "xn--bcher-kva.example"),
        ("☃.example", "xn--n3h.example"), ("xn--n3h.example", "xn--n3h.example"),
        ("I♥NY.example", "xn--iny-zx5a.example"),
        ("0/25.2.0.192.in-addr.arpa", "0/25.2.0.192.in-addr.arpa"), ("example", "example"),
    ])
    func aDomainIsKeptInLowerCaseWithoutItsDot(_ input: String, _ text: String) throws {
        let name = try DomainName(input)
        #expect(name.text == text)
        #expect(name.wire == domain(text + "."))
    }

    @Test(arguments: [
        "", ".", "a..b", "exa mple.com", "*.example.com", "192.0.2.1", "a\u{0}.example", "ü\u{0}.example",
        "xn--a.example",
        "example.xn--zzzzzzzz99999",
    ])
    func whatIsNoDomainIsRefused(_ input: String) {
        #expect(throws: Violations.self) { try DomainName(input) }
    }

    @Test func everyViolationIsOnTheName() {
        do throws(Violations) {
            _ = try DomainName("a..b(.example")
            Issue.record("taken")
        } catch {
            #expect(
                error.all.map(\.message) == [
                    "name: \"(\" is not allowed; letters, digits, -, _, / are",
                    "name: a label is empty (two dots in a row, or one at the start)",
                ])
            #expect(error.all.allSatisfy { $0.propertyPath == "name" && $0.code == .format })
        }
    }

    @Test(arguments: [
        ("example.com", "example.com"), ("xn--bcher-kva.example", "bücher.example"), ("xn--n3h.example", "☃.example"),
        ("a.xn--mnchen-3ya.xn--p1ai", "a.münchen.рф"), ("xn--zzzzzzzz99999.example", "xn--zzzzzzzz99999.example"),
        ("0/25.2.0.192.in-addr.arpa", "0/25.2.0.192.in-addr.arpa"),
    ])
    func peopleReadItInUnicode(_ text: String, _ unicode: String) {
        #expect(DomainName.unicode(of: text) == unicode)
    }
}
