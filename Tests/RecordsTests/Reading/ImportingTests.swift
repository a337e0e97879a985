import DNS
import Records
import Testing

@Suite struct ImportingTests {
    private func imported(_ owner: String, _ type: String, _ text: String, ttl: UInt32 = 3600) throws -> DNSRecord.Draft
    {
        let type = try #require(RecordType(type))
        let record = ResourceRecord(
            owner: try Name(owner, origin: example), ttl: ttl, rdata: try RDATA(type, text: text, origin: example))
        return try #require(DNSRecord.Draft(importing: record, into: example))
    }

    /// What a body makes is the same when it comes back out of a zone.
    @Test(arguments: RecordKind.all.filter { $0.rrType != nil })
    func theExampleOfAKindComesBack(_ kind: RecordKind) throws {
        let draft = try draft(body(kind.typeString, kind.definition.example, name: "www"))
        let rdata = try #require(draft.rdata)
        let record = ResourceRecord(owner: try draft.owner(in: example), ttl: 3600, rdata: rdata)
        #expect(DNSRecord.Draft(importing: record, into: example) == draft)
        #expect(!draft.isIrregular(in: example))
    }

    @Test(
        arguments: [
            ("@", "MX", "5 Mail", "mail.example.com", "@"),
            ("WWW", "CNAME", "Target.Example.NET.", "target.example.net", "www"),
            ("a", "TXT", #""a" "b\"c""#, #""a" "b\"c""#, "a"), ("a", "TXT", "v=spf1", "v=spf1", "a"),
            ("a", "CAA", #"0 ISSUE "ca.example.net; x=1""#, "ca.example.net; x=1", "a"),
            ("a", "SRV", "1 2 3 .", ".", "a"), ("a", "HTTPS", "1 . alpn=h2", ". alpn=h2", "a"),
            ("a", "HTTPS", "0 Target.", "target", "a"), ("*.b", "AAAA", "2001:DB8::1", "2001:db8::1", "*.b"),
            ("a", "DS", "1 8 9 AB", "1 8 9 ab", "a"),
        ] as [(String, String, String, String, String)])
    func itIsInTheSpellingOfTheAPI(_ owner: String, _ type: String, _ text: String, _ value: String, _ name: String)
        throws
    {
        let draft = try imported(owner, type, text)
        #expect(draft.value == value)
        #expect(draft.name == name)
        #expect(!draft.isIrregular(in: example))
    }

    /// No body could say these; they are kept all the same.
    @Test(
        arguments: [
            ("a", "MX", "5 _odd.example.net.", "_odd.example.net", 3600), ("a", "MX", "7 .", ".", 3600),
            ("a b", "A", "192.0.2.1", "192.0.2.1", 3600), ("a", "A", "192.0.2.1", "192.0.2.1", 5),
            ("a", "A", "192.0.2.1", "192.0.2.1", 100_000), ("a", "CNAME", "192.0.2.1.", "192.0.2.1", 3600),
            ("a", "CAA", #"0 issue "not a domain!""#, "not a domain!", 3600),
        ] as [(String, String, String, String, UInt32)])
    func whatIsIrregularIsKept(_ owner: String, _ type: String, _ text: String, _ value: String, _ ttl: UInt32) throws {
        let draft = try imported(owner.replacing(" ", with: "\\032"), type, text, ttl: ttl)
        #expect(draft.value == value)
        #expect(draft.ttl == Int(ttl))
        #expect(draft.isIrregular(in: example))
        let type = try #require(RecordType(type))
        #expect(draft.rdata == (try RDATA(type, text: text)).canonical)
        #expect(try draft.owner(in: example) == Name(owner.replacing(" ", with: "\\032"), origin: example))
    }

    @Test func whatLiesOutsideIsNone() throws {
        let record = ResourceRecord(owner: try Name("a.example.net."), ttl: 1, rdata: try RDATA(.a, text: "192.0.2.1"))
        #expect(DNSRecord.Draft(importing: record, into: example) == nil)
    }
}
