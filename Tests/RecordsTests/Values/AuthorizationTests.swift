import Records
import Testing

@Suite struct AuthorizationTests {
    @Test(arguments: [
        ("issue", "ca.example.net"), ("issue", ";"), ("issue", "CA.Example.Net"),
        ("issue", "ca.example.net; account=230123"),
        ("issue", "ca.example.net;validationmethods=dns-01;accounturi=https://ca.example/acct/1"),
        ("issue", " ca.example.net ; a = b ; "),
        ("issue", "ca.example.net;"), ("issue", "; a=b"), ("issue", "ca; a=b=c"), ("issue", "ca-1"),
        ("issue", "ca; a="),
        ("ISSUE", "ca.example.net"), ("issuewild", ";"), ("issuemail", "ca.example.net"),
        ("issuevmc", "ca.example.net"),
        ("iodef", "mailto:security@example.com"), ("iodef", "https://iodef.example.com/"),
        ("iodef", "http://iodef.example.com"),
        ("contactemail", "admin@example.com"), ("contactphone", "+1 (555) 123-4567"),
        ("future", "any thing at all: \"é\""), ("x1", "0 foo bar"),
    ])
    func aValueIsKeptAsItIs(_ tag: String, _ value: String) throws {
        let draft = try draft(body("CAA", value, ["tag": .string(tag), "flags": 128]))
        #expect(draft.value == value)
        #expect(draft.tag == tag.lowercased())
        #expect(draft.canonical == [128, UInt8(tag.utf8.count)] + Array(tag.lowercased().utf8) + Array(value.utf8))
    }

    @Test(arguments: [
        ("issue", "ca_1.example"), ("issue", "-ca.example"), ("issue", "ca-.example"), ("issue", "ca..example"),
        ("issue", ".ca"),
        ("issue", "ca.example."), ("issue", "ca example"), ("issue", "\"ca.example\""), ("issue", "ca; a"),
        ("issue", "ca; =b"),
        ("issue", "ca; a=b c"), ("issue", "ca;;a=b"), ("issue", "ca; a_b=c"), ("issue", "bücher.example"),
        ("issue", "https://ca.example"),
        ("issuewild", "*"), ("issuemail", "a@b"), ("iodef", "security@example.com"), ("iodef", "mailto:security"),
        ("iodef", "mailto:"),
        ("iodef", "ftp://example.com"), ("iodef", "https://"), ("contactemail", "admin"),
        ("contactemail", "@example.com"),
        ("contactphone", "call us"), ("future", "a\nb"), ("future", "\u{0}"), ("issue", "0 issue ca.example"),
        ("future", "0 future x"),
        ("future", "0 issue x"), ("future", "128 other \"x\""),
    ])
    func theSyntaxOfKnownTagsIsChecked(_ tag: String, _ value: String) {
        #expect(read(body("CAA", value, ["tag": .string(tag)])) == .violations(["value format"]))
    }

    @Test(arguments: [
        (
            "issue", "ca_1; a; b=c; =d",
            ["\"ca_1\" is no CA's domain", "\"a\" is no parameter", "\"=d\" is no parameter"]
        ),
        ("issue", "ca_1.\u{7}example", ["the control character U+0007", "\"ca_1.example\" is no CA's domain"]),
        ("issue", "0 issue ca_1; a", ["put 0 into flags", "\"ca_1\" is no CA's domain", "\"a\" is no parameter"]),
        ("issue", "0 issue \"ca_1\"", ["put 0 into flags", "\"ca_1\" is no CA's domain"]),
        ("iodef", "secur\u{0}ity", ["the control character U+0000", "a mailto:, http: or https: URL"]),
    ])
    func everyViolationIsTold(_ tag: String, _ value: String, _ words: [String]) {
        let told = messages(body("CAA", value, ["tag": .string(tag)]))
        #expect(told.count == words.count)
        for (message, words) in zip(told, words) { #expect(message.contains(words)) }
    }

    @Test func withoutATagTheValueIsCheckedForWhatEveryTagRefuses() {
        let body: JSON = ["type": 9, "name": "@", "value": "0 issue \"ca.example.net\""]
        #expect(read(body) == .violations(["value format", "tag required"]))
    }

    @Test func aValueHasAtMost8192Octets() throws {
        let longest = String(repeating: "x", count: 8192)
        #expect(try draft(body("CAA", longest, ["tag": "future"])).value == longest)
        #expect(read(body("CAA", longest + "x", ["tag": "future"])) == .violations(["value range"]))
    }
}
