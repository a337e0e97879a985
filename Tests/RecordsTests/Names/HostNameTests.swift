import Records
import Testing

@Suite struct HostNameTests {
    @Test(arguments: [
        ("NS1.Example.NET.", "ns1.example.net"), ("ns.münchen.example", "ns.xn--mnchen-3ya.example"), ("ns", "ns"),
    ])
    func itIsKeptInLowerCaseWithoutItsDot(_ input: String, _ text: String) throws {
        #expect(try HostName(input, at: "nameservers[0]").text == text)
    }

    @Test(arguments: ["", ".", "a..b", "n_s.example.net", "*.example.net", "192.0.2.1", "a b", "2001:db8::1"])
    func whatIsNoHostIsOneViolation(_ input: String) {
        do throws(Violation) {
            _ = try HostName(input, at: "nameservers[0]")
            Issue.record("taken")
        } catch {
            #expect(error.propertyPath == "nameservers[0]")
            #expect(error.message.hasPrefix("nameservers[0]: "))
        }
    }
}
