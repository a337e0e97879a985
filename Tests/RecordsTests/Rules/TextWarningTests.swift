import Foundation
import Testing

@testable import Records

@Suite struct TextWarningTests {
    private func warnings(_ value: String, at name: String = "@", beside: [DNSRecord] = []) throws -> [String] {
        let surroundings = Rules.Surroundings(domain: example, beside: beside)
        return Rules.warnings(try draft(body("TXT", value, name: name)), surroundings).map(\.code.rawValue)
    }

    @Test(arguments: [
        "v=spf1", "v=spf1 -all", "V=SPF1 MX -ALL", "v=spf1 a mx:example.net/24//64 ptr ?all", "v=spf1 a/24 a//64 ~all",
        "v=spf1 ip4:192.0.2.0/24 ip4:192.0.2.1 ip6:2001:db8::/32 ip6:::1 -all", "v=spf1 include:_spf.example.net  -all",
        "v=spf1 exists:%{i}.%{l1r-}._spf.%{d2} -all", "v=spf1 redirect=_spf.example.net exp=why.%{d}",
        "v=spf1 x=1 y-z=%% -all",
        // These are no such policy.
        "v=spf10 nonsense", "v=spf2.0/pra", " v=spf1 nonsense", "spf1",
        "v=spf1 " + (1...10).map { "include:s\($0).example.net" }.joined(separator: " "),
    ])
    func aPolicyThatReceiversReadIsFine(_ value: String) throws {
        #expect(try warnings(value) == [])
    }

    @Test(arguments: [
        "v=spf1 al", "v=spf1 all:x", "v=spf1 include", "v=spf1 include:", "v=spf1 ip4:192.0.2.256",
        "v=spf1 ip4:192.0.2.0/33",
        "v=spf1 ip4:2001:db8::1", "v=spf1 ip6:192.0.2.1", "v=spf1 a:/24", "v=spf1 a/x", "v=spf1 mx//129",
        "v=spf1 --all",
        "v=spf1 redirect=", "v=spf1 redirect=a redirect=b", "v=spf1 exists:%x", "v=spf1 exists:%{z}", "v=spf1 =x",
        "v=spf1 1=x",
        "v=spf1 a,mx", "v=spf1;-all", "v=spf1 ip4", "v=spf1 192.0.2.1",
    ])
    func aPolicyThatReceiversIgnoreIsTold(_ value: String) throws {
        let isPolicy = SPF(value) != nil
        #expect(try warnings(value) == (isPolicy ? ["spf-syntax"] : []))
        #expect(isPolicy == (value != "v=spf1;-all"))
    }

    @Test func morePoliciesOrLookUpsThanCountAreTold() throws {
        let other = try stored(1, "TXT", "v=spf1 -all", name: "@")
        #expect(try warnings("v=spf1 mx -all", beside: [other]) == ["spf-twice"])
        #expect(try warnings("something else", beside: [other]) == [])
        #expect(try warnings("v=spf1", beside: [stored(1, "TXT", "v=spf10 -all", name: "@")]) == [])
        #expect(try warnings("v=spf1", beside: [stored(1, "TXT", "V=spf1", name: "@")]) == ["spf-twice"])
        let many = "v=spf1 " + (1...11).map { "include:s\($0).example.net" }.joined(separator: " ")
        #expect(try warnings(many) == ["spf-lookups"])
        #expect(
            try warnings("v=spf1 redirect=a ptr exists:b mx a " + String(many.dropFirst(7)) + " x:", beside: [other])
                == ["spf-syntax", "spf-twice", "spf-lookups"])
    }

    @Test func ofManyRecordsOfANameTheOtherPolicyIsStillSeen() throws {
        let texts = try (1...20).map {
            try stored(Int64($0), "TXT", "text \($0)", name: "@", ["ttl": .integer(Int64(60 + $0))])
        }
        let policies = try [stored(30, "TXT", "v=spf1 -all", name: "@"), stored(31, "TXT", "V=SPF1 mx", name: "@")]
        let place = Rules.Place(texts + policies)
        for policy in policies {
            let codes = Rules.warnings(about: policy, at: place, below: [], in: example).map(\.code)
            #expect(codes.contains(.spfTwice))
        }
    }

    @Test(
        arguments: [
            ("v=DMARC1; p=none", true), ("v=DMARC1;p=reject;sp=quarantine;pct=50;adkim=s;aspf=r;", true),
            ("v=DMARC1; p=none; rua=mailto:a@example.com, mailto:b@example.com!10m; fo=1:d", true),
            ("v=DMARC1; p=none; unknown=x", true), ("v=DMARC1", false), ("v=DMARC1; sp=none", false),
            ("v=dmarc1; p=none", false), ("p=none; v=DMARC1", false), ("v=DMARC1; p=maybe", false),
            ("v=DMARC1; p=none; pct=101", false), ("v=DMARC1; p=none; rua=a@example.com", false),
            ("v=DMARC1 p=none", false), ("v=DMARC1; p=none; p=none", false), ("v=DMARC1; p=none; fo=x", false),
            ("hello", false),
        ])
    func dmarcIsReadAtItsName(_ value: String, _ isRight: Bool) throws {
        for name in ["_dmarc", "_dmarc.sub"] {
            #expect(try warnings(value, at: name) == (isRight ? [] : ["dmarc-syntax"]))
        }
        #expect(try warnings(value, at: "dmarc") == [])
    }

    @Test(
        arguments: [
            ("v=DKIM1; k=rsa; p=MIIBIjAN", true), ("p=MIIB", true), ("v=DKIM1; p=", true),
            ("k=ed25519; p=11qY AYKx", true),
            ("v=DKIM1; k=rsa", false), ("v=DKIM2; p=MIIB", false), ("k=rsa; v=DKIM1; p=MIIB", false),
            ("v=DKIM1; k=dsa; p=MIIB", false),
            ("v=DKIM1; p=MII", false), ("v=DKIM1; p=MII?", false), ("MIIBIjAN", false),
        ])
    func dkimIsReadAtItsName(_ value: String, _ isRight: Bool) throws {
        for name in ["s1._domainkey", "s1._domainkey.sub"] {
            #expect(try warnings(value, at: name) == (isRight ? [] : ["dkim-syntax"]))
        }
        #expect(try warnings(value, at: "_domainkey") == [])
    }

    @Test func everyCodeIsInTheDocuments() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "docs/warnings.md"), encoding: .utf8)
        for code in Warning.Code.allCases { #expect(page.contains("| `\(code.rawValue)` |"), "\(code)") }
    }
}
