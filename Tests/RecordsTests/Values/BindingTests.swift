import DNS
import Records
import Testing

@Suite struct BindingTests {
    @Test(arguments: [
        (".", "."), (". alpn=h2,h3", ". alpn=h2,h3"), ("svc.example.net.", "svc.example.net"),
        ("SVC.example.net. port=8443 alpn=h2", "svc.example.net alpn=h2 port=8443"),
        (".  alpn=h2   port=1", ". alpn=h2 port=1"), (". alpn=\"h2,h3\"", ". alpn=h2,h3"),
        (". alpn=h2 no-default-alpn", ". alpn=h2 no-default-alpn"),
        (". ipv4hint=192.0.2.1,192.0.2.2", ". ipv4hint=192.0.2.1,192.0.2.2"),
        (". ipv6hint=2001:DB8:0::1", ". ipv6hint=2001:db8::1"), (". key65400=abc", ". key65400=abc"),
        (". mandatory=alpn alpn=h2", ". mandatory=alpn alpn=h2"), ("_x.example.net", "_x.example.net"),
        (". key3=\\031\\144", ". port=8080"),
    ])
    func aValueIsATargetAndParameters(_ value: String, _ written: String) throws {
        for type in ["SVCB", "HTTPS"] {
            guard case .record(let draft) = read(body(type, value)) else {
                Issue.record("\(value): \(messages(body(type, value)))")
                continue
            }
            #expect(draft.value == written)
            #expect(read(body(type, written)) == .record(draft))
            let words = written.split(separator: " ", maxSplits: 1)
            let target = words[0] == "." ? "." : "\(words[0])."
            #expect(draft.rdata?.text == (["1", target] + words.dropFirst().map(String.init)).joined(separator: " "))
        }
    }

    @Test(arguments: [
        ". alpn=h2 alpn=h3", ". alpn", ". alpn=", ". port", ". port=65536", ". port=http", ". ipv4hint=",
        ". ipv4hint=::1",
        ". ipv6hint=192.0.2.1", ". mandatory=port alpn=h2", ". mandatory=mandatory", ". mandatory=alpn,alpn alpn=h2",
        ". no-default-alpn",
        ". no-default-alpn=1 alpn=h2", ". unknown=1", ". key=1", ". key65536=1", ". key01=a", ". alpn=h2 ; comment",
        ". alpn=\"h2", ". ech=%%",
        " .", ". ", ". alpn=h2 ", "alpn=h2", "svc\talpn=h2", ". alpn=h2\n", "a b=c", ". (", "192.0.2.1 alpn=h2",
    ])
    func whatIsWrongWithParametersIsOnTheValue(_ value: String) {
        for type in ["SVCB", "HTTPS"] {
            #expect(read(body(type, value)) == .violations(["value format"]), "\(type)")
        }
    }

    @Test func everyViolationIsTold() {
        #expect(
            messages(body("HTTPS", ". alpn port=99999 alpn=h2 mandatory=ech nokey=1")) == [
                "value: alpn: needs a value", "value: port: not an integer from 0 to 65535",
                "value: alpn is given twice",
                "value: \"nokey\" is no known parameter; write one without a name as key and its number",
                "value: mandatory: ech is listed but not given",
            ])
        #expect(read(body("HTTPS", ".\talpn=h2")) == .violations(["value format", "value format"]))
        #expect(
            messages(body("SVCB", "a..b_/ alpn=h2 port=x ", ["priority": 0])) == [
                "value: not a host name and then parameters (values are not trimmed: there is a space at one end)",
                "value: \"/\" is not allowed; letters, digits, -, _ are",
                "value: a label is empty (two dots in a row, or one at the start)",
                "value: priority 0 is the alias form, which takes a target alone",
                "value: port: not an integer from 0 to 65535",
            ])
        #expect(
            messages(body("HTTPS", "1 . alpn=h2 port=x ohttp=1")) == [
                "value: put 1 into priority; value is a host name or \".\", then parameters (alpn=h2,h3 port=8443)",
                "value: port: not an integer from 0 to 65535", "value: ohttp: takes no value",
            ])
    }

    @Test(arguments: ["SVCB", "HTTPS"])
    func theAliasFormTakesNoParameters(_ type: String) throws {
        #expect(read(body(type, ". alpn=h2", ["priority": 0])) == .violations(["value format"]))
        #expect(try draft(body(type, ".", ["priority": 0])).canonical == [0, 0, 0])
        #expect(try draft(body(type, "svc.example.net", ["priority": 0])).priority == 0)
        #expect(read(body(type, ". alpn=", ["priority": -1])) == .violations(["value format", "priority range"]))
    }
}
