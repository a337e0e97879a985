import DNS
import Records
import Testing

@Suite struct MailboxTests {
    @Test(arguments: [
        ("hostmaster@example.com", "hostmaster.example.com."), ("dns.admin@example.com", #"dns\.admin.example.com."#),
        ("a+b@sub.example.com.", "a+b.sub.example.com."), ("hostmaster.example.com", "hostmaster.example.com."),
        (#"dns\.admin.example.com."#, #"dns\.admin.example.com."#),
        ("", nil), ("@", nil), ("hostmaster", nil), ("hostmaster@", nil), ("@example.com", nil), ("example.com", nil),
        ("hostmaster@localhost", nil), ("hostmaster@192.0.2.1", nil), ("hostmaster@[192.0.2.1]", nil),
        ("192.0.2.1", nil),
        ("a@b@example.com", nil), ("two words@example.com", nil), (".a@example.com", nil), ("a..b@example.com", nil),
        ("hostmaster@ex_ample.com", nil), ("hostmaster.ex_ample.com", nil), ("Jürgen@example.com", nil),
        ("Owner <owner@example.com>", nil), ("mailto:owner@example.com", nil),
        (String(repeating: "a", count: 64) + "@example.com", nil),
    ])
    func aMailAddressOrTheNameThatStandsForOneIsRead(_ text: String, _ name: String?) {
        #expect(Mailbox.read(text)?.description == name)
    }
}
