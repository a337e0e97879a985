import Testing

@testable import Outbound

@Suite struct MailServerTests {
    @Test(arguments: [
        ("smtp://mail.example.com", "smtp://mail.example.com:25"),
        ("SMTP://mail.example.com/", "smtp://mail.example.com:25"),
        ("smtp://127.0.0.1:2525", "smtp://127.0.0.1:2525"),
        ("smtp://[2001:db8::1]", "smtp://[2001:db8::1]:25"),
        ("smtps://[::1]:4650", "smtps://[::1]:4650"),
        ("smtps://mail.example.com", "smtps://mail.example.com:465"),
        ("smtp://user:sesame@mail.example.com", "smtp://mail.example.com:587"),
        ("smtps://user:sesame@mail.example.com:465", "smtps://mail.example.com:465"),
    ]) func whatItIsCalledHoldsNoPassword(_ url: String, _ description: String) {
        #expect(MailServer(url)?.description == description)
    }

    @Test(arguments: [
        ("user:sesame", "user", "sesame"), ("a%40example.com:p%3Aq%2F%40", "a@example.com", "p:q/@"),
        ("user:a:b", "user", "a:b"), ("%C3%A4:%C3%B6", "ä", "ö"),
    ]) func aLoginIsDecoded(_ text: String, _ user: String, _ password: String) {
        let server = MailServer("smtp://\(text)@mail.example.com")
        #expect(server?.login == .init(user: user, password: password))
    }

    @Test(arguments: [
        "", "mail.example.com", "http://mail.example.com", "smtp:mail.example.com", "smtp://", "smtp:///",
        "smtp://mail.example.com:", "smtp://mail.example.com:0", "smtp://mail.example.com:65536", "smtp://a:+25",
        "smtp://mail.example.com/path", "smtp://mail.example.com?x", "smtp://a b", "smtp://bücher.example",
        "smtp://[::1", "smtp://[mail]", "smtp://::1", "smtp://-a", "smtp://user@mail.example.com",
        "smtp://:sesame@mail.example.com", "smtp://user:@mail.example.com", "smtp://user:a@b@mail.example.com",
        "smtp://user:a/b@mail.example.com", "smtp://user:%zz@mail.example.com", "smtp://user:%00@mail.example.com",
        "smtp://user:%0d%0aQUIT@mail.example.com", "smtp://user:%ff@mail.example.com",
        "smtp://user:\(String(repeating: "a", count: 360))@mail.example.com",
    ]) func anotherFormIsNone(_ url: String) {
        #expect(MailServer(url) == nil)
    }

    @Test(arguments: [
        ("smtp://mail.example.com", false), ("smtps://mail.example.com", true), ("smtp://u:p@mail.example.com", true),
    ]) func itMustShowWhoItIsBeforeItIsGivenAnythingSecret(_ url: String, _ isVerified: Bool) {
        #expect(MailServer(url)?.isVerified == isVerified)
    }
}
