import Records
import Testing

@Suite struct DNSRecordTests {
    @Test func allMembersAreWrittenInTheOrderOfTheContract() throws {
        let draft = try draft([
            "type": 0, "ttl": 3600, "value": "192.0.2.1", "name": "www", "monitorType": 0,
            "comment": "Primary web server",
        ])
        let record = DNSRecord(recordId: 123456, draft: draft, createdAt: 0, updatedAt: 0)
        let text = String(
            decoding: JSON.object(record.members(ofDomain: "0f8fad5b-d9cb-469f-a165-70867728950e")).bytes, as: UTF8.self
        )
        #expect(
            text == """
                {"recordId":123456,"domainId":"0f8fad5b-d9cb-469f-a165-70867728950e","type":0,"ttl":3600,\
                "value":"192.0.2.1","name":"www","weight":null,"priority":null,"port":null,"flags":null,"tag":null,\
                "monitorStatus":0,"monitorType":0,"comment":"Primary web server",\
                "id":"0f8fad5b-d9cb-469f-a165-70867728950e:123456","typeString":"A"}
                """)
    }

    @Test func aKindWithoutMonitorHasNoStatus() throws {
        #expect(try stored(1, "TXT", "x").monitorStatus == nil)
        #expect(try stored(1, "CNAME", "a.example").monitorStatus == 0)
    }
}
