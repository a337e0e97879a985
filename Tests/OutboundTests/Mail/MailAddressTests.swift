import Testing

@testable import Outbound

@Suite struct MailAddressTests {
    @Test(arguments: [
        "a@example.com", "A.b+c@sub.example.com", "o'neil@example.co", "#!$%&'*+-/=?^_`{|}~@x.y", "root@localhost",
        "a@1-2.example", String(repeating: "a", count: 64) + "@example.com",
    ]) func whatNeedsNoQuotesIsOne(_ text: String) {
        #expect(MailAddress(text)?.description == text)
    }

    @Test(arguments: [
        "", "a", "@", "a@", "@example.com", "a@b@c", "a b@example.com", "<a@example.com>", "a>@example.com",
        "a@example.com>", "a@example.com\r\nRCPT TO:<b@example.com", "a@example.com\n", "a\r@example.com",
        "a\0@example.com", "a\u{7f}@example.com", "ä@example.com", "a@bücher.example", "\"a\"@example.com",
        ".a@example.com", "a.@example.com", "a..b@example.com", "a@.example.com", "a@example.com.", "a@-example.com",
        "a@example-.com", "a@[192.0.2.1]", "a,b@example.com", "a;b@example.com", "a:b@example.com", "a(b)@example.com",
        "a\\b@example.com", String(repeating: "a", count: 65) + "@example.com",
        "a@" + String(repeating: "a", count: 64) + ".com",
        "a@" + String(repeating: "aaaa.", count: 50) + "com",
    ]) func whatCouldSayMoreThanAnAddressIsNone(_ text: String) {
        #expect(MailAddress(text) == nil)
    }
}
