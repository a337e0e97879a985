import Records
import Testing

@Suite struct DomainNameTests {
    @Test(arguments: [
        ("example.com", "example.com"), ("Example.COM.", "example.com"), ("bücher.example", "xn--bcher-kva.example"),
        ("0/25.2.0.192.in-addr.arpa", "0/25.2.0.192.in-addr.arpa"), ("example", "example"),
    ])
    func aDomainIsKeptInLowerCaseWithoutItsDot(_ input: String, _ text: String) throws {
        let name = try DomainName(input)
        #expect(name.text == text)
        #expect(name.wire == domain(text + "."))
    }

    @Test(arguments: [
        "", ".", "a..b", "exa mple.com", "*.example.com", "192.0.2.1", "a\u{0}.example", "ü\u{0}.example",
    ])
    func whatIsNoDomainIsRefused(_ input: String) {
        #expect(throws: Violation.self) { try DomainName(input) }
    }
}
