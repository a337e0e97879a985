import Testing

@testable import Web

@Suite struct HostFieldTests {
    @Test(arguments: [
        "localhost", "example.com", "example.com:8080", "example.com:", "192.0.2.1:80", "[2001:db8::1]",
        "[2001:db8::1]:443", "[v1.fe80::a]", "a_b", "xn--nxasmq6b", "%C3%A9.example", "",
    ])
    func takesHostAndPort(_ value: String) {
        #expect(HostField.isValid(value))
    }

    @Test(arguments: [
        "a b", "a,b:x", "a:b", "a:80:80", "a/b", "user@a", "[2001:db8::1", "[]", "[a b]", "[::1]80", "::1", "%", "%zz",
        "a?b", "a#b", "é.example", "http://a", "a\\b", "\"a\"",
    ])
    func takesNothingElse(_ value: String) {
        #expect(!HostField.isValid(value))
    }
}
