import Records
import Testing

@Suite struct EditTests {
    static let records: [(String, String, KeyValuePairs<String, JSON>)] = [
        ("A", "192.0.2.1", ["weight": 0, "monitorType": 2, "comment": "a\n\"b\""]), ("AAAA", "2001:db8::1", [:]),
        ("CNAME", "a.example", ["weight": 65535]),
        ("TXT", "\"a\" \"\\000\"", [:]), ("MX", ".", [:]), ("MX", "mail.example.net", ["priority": 0]),
        ("Redirect", "https://example.net/", [:]),
        ("Flatten", "a.example", [:]), ("PullZone", "zone", [:]),
        ("SRV", ".", ["priority": 1, "weight": 2, "port": 3]),
        ("CAA", ";", ["flags": 128]), ("PTR", "a.example", [:]), ("Script", "17", [:]), ("NS", "ns.example.net", [:]),
        ("SVCB", ".", ["priority": 0]), ("HTTPS", ". alpn=h2 port=8443", [:]),
    ]

    @Test(arguments: records)
    func anEditIsReadBackFromTheLogAsItWas(_ type: String, _ value: String, _ fields: KeyValuePairs<String, JSON>)
        throws
    {
        var record = DNSRecord(
            recordId: 9_007_199_254_740_991, draft: try draft(body(type, value, fields)), version: 3, createdAt: 1,
            updatedAt: 2)
        if record.monitorStatus != nil { record.monitorStatus = 2 }
        var after = record
        after.ttl = 60
        for edit in [Edit.create(record), .update(record, to: after), .delete(record)] {
            #expect(Edit(try JSON(parsing: edit.json.bytes)) == edit)
        }
    }

    @Test func settingsAreEditedTheSameWay() throws {
        let edit = Edit.settings(["nameservers": nil], to: ["nameservers": ["ns1.example.net"]])
        #expect(edit.action == .update)
        #expect(Edit(try JSON(parsing: edit.json.bytes)) == edit)
        #expect(Edit(Edit.settings(nil, to: ["soa": 1]).json)?.action == .create)
    }

    @Test(
        arguments: [
            nil, [:], ["action": "create"], ["action": "rename", "before": nil, "after": nil],
            ["action": "create", "before": nil, "after": ["record": ["recordId": 1]]],
            ["action": "create", "before": nil, "after": 1],
        ] as [JSON])
    func whatIsNoEditIsNone(_ json: JSON) {
        #expect(Edit(json) == nil)
    }
}
