import DNS
import Records
import Testing

@Suite struct TargetTests {
    static let types = ["CNAME", "MX", "Flatten", "SRV", "PTR", "NS", "SVCB", "HTTPS"]
    static let withoutUnderscore: Set = ["MX", "SRV", "NS"]

    @Test(
        arguments: types,
        [
            ("host.example.net", "host.example.net"), ("host.example.net.", "host.example.net"),
            ("HOST.Example.NET.", "host.example.net"), ("localhost", "localhost"), ("a-b.example", "a-b.example"),
            ("bücher.example", "xn--bcher-kva.example"), ("☃.example", "xn--n3h.example"),
            ("xn--bcher-kva.example", "xn--bcher-kva.example"),
            ("4.3.2.1.in-addr.arpa", "4.3.2.1.in-addr.arpa"), ("1.example", "1.example"),
            ("example.com", "example.com"),
        ])
    func aTargetIsKeptAbsoluteInLowerCaseWithoutItsDot(_ type: String, _ value: (String, String)) throws {
        let draft = try draft(body(type, value.0))
        #expect(draft.value == value.1)
        guard let rdata = draft.rdata else { return }
        #expect(rdata.canonical.wire.suffix(domain(value.1 + ".").wire.count) == domain(value.1 + ".").wire[...])
    }

    @Test(
        arguments: types,
        [
            "host name.example", " host.example", "host.example ", "a..b", ".a", "..", "@", "*", "*.example.net",
            "a/b.example", "a:b",
            "192.0.2.1", "192.0.2.1.", "192.0.2.999", "10", "10.1", "2001:db8::1", "::1", "[::1]", "host\u{0}.example",
            "host\n.example", "hös\u{0}t.example", "mail.example.net,", "\"host\"", "host.example.net\\",
            "\u{FFFD}.example",
            "10 host.example.net", "host.example.net 10", "xn--a.example", "a.xn--zzzzzzzz99999", "ß☃.example",
        ])
    func whatIsNoHostNameIsRefused(_ type: String, _ value: String) {
        #expect(read(body(type, value)) == .violations(["value format"]))
    }

    @Test(arguments: types)
    func lengthsAreThoseOfNames(_ type: String) throws {
        let label = String(repeating: "a", count: 63)
        let longest = [label, label, label, String(repeating: "b", count: 61)].joined(separator: ".")
        #expect(try draft(body(type, longest)).value.count == 253)
        #expect(try draft(body(type, longest + ".")).value.count == 253)
        #expect(read(body(type, longest + "b")) == .violations(["value format"]))
        #expect(read(body(type, label + "a.example")) == .violations(["value format"]))
    }

    @Test(arguments: types)
    func everyViolationOfATargetIsTold(_ type: String) {
        let label = String(repeating: "a", count: 64)
        let told = messages(body(type, "a..b/.xn--a.(\(label)).☃ß"))
        #expect(told.count == 5)
        #expect(told.first?.hasPrefix("value: \"/\", \"(\", \")\" are not allowed; letters, digits, -") == true)
        for words in ["a label is empty", "more than 63", "\"xn--a\" begins with xn--", "\"☃ß\" is no"] {
            #expect(told.count { $0.contains(words) } == 1, "\(words)")
        }
    }

    @Test(arguments: types)
    func mailServicesAndNameServersHaveNoUnderscore(_ type: String) throws {
        let outcome = read(body(type, "_a.example.net"))
        if Self.withoutUnderscore.contains(type) {
            #expect(outcome == .violations(["value format"]))
        } else {
            #expect(try draft(body(type, "_a.example.net")).value == "_a.example.net")
        }
    }

    @Test(arguments: types)
    func aSoleDotIsAValueWhereItSaysSomething(_ type: String) throws {
        guard ["MX", "SRV", "SVCB", "HTTPS"].contains(type) else {
            #expect(read(body(type, ".")) == .violations(["value format"]))
            return
        }
        #expect(try draft(body(type, ".")).value == ".")
    }

    @Test func aNullExchangeHasPriorityZero() throws {
        #expect(try draft(body("MX", ".")).priority == 0)
        #expect(try draft(body("MX", ".", ["priority": 0])).canonical == [0, 0, 0])
        #expect(read(body("MX", ".", ["priority": 10])) == .violations(["priority range"]))
        #expect(read(body("MX", ".", ["priority": 65536])) == .violations(["priority range"]))
    }

    @Test(arguments: [
        ("MX", "10 mail.example.net", "put 10 into priority;"),
        ("SRV", "10 5 5060 sip.example.net", "put 10 into priority, 5 into weight, 5060 into port;"),
        ("SRV", "5 sip.example.net", "put 5 into priority;"),
        ("HTTPS", "1 . alpn=h2", "put 1 into priority;"), ("SVCB", "0 svc.example.net", "put 0 into priority;"),
        ("CAA", "0 issue \"ca.example.net\"", "put 0 into flags, issue into tag;"),
        ("CAA", "128 issuewild ca.example.net", "put 128 into flags, issuewild into tag;"),
    ])
    func aValueThatCarriesOtherFieldsIsRefusedWithAHint(_ type: String, _ value: String, _ hint: String) throws {
        #expect(read(body(type, value)) == .violations(["value format"]))
        let message = try #require(messages(body(type, value)).first)
        #expect(message.hasPrefix("value: \(hint)"))
    }
}
