import Records
import Testing

@Suite struct SpecialUseNamesTests {
    @Test(
        arguments: [
            ("local", "RFC 6762"), ("printer.local", "RFC 6762"), ("onion", "RFC 7686"), ("a.b.alt", "RFC 9476"),
            ("home.arpa", "RFC 8375"), ("example.com", "RFC 6761"), ("a.example.com", "RFC 6761"),
            ("16.172.in-addr.arpa", "RFC 6761"), ("5.31.172.in-addr.arpa", "RFC 6761"), ("corp.internal", "ICANN"),
            ("32.172.in-addr.arpa", nil), ("example.de", nil), ("notlocal", nil), ("local.example.de", nil),
            ("1.0.0.127.in-addr.arpa", "RFC 6303"), ("2.0.192.in-addr.arpa", "RFC 6303"),
            ("1.d.f.ip6.arpa", "RFC 6303"),
            ("1.\(String(repeating: "0.", count: 31))ip6.arpa", "RFC 6303"), ("127.100.in-addr.arpa", "RFC 7793"),
            ("128.100.in-addr.arpa", nil), ("3.0.192.in-addr.arpa", nil), ("ip6.arpa", nil), ("arpa", nil),
        ] as [(String, String?)])
    func whatIsSetAsideIsSoWithAllBelowIt(_ name: String, _ source: String?) {
        #expect(SpecialUseNames.source(of: name) == source)
    }
}
