import DNS
import Testing

struct SOATests {
    @Test func rdataIsMadeAndReadBack() throws {
        let soa = try SOA(
            mname: Name("ns1.example."), rname: Name("hostmaster.example."), refresh: 3600, retry: 600,
            expire: 1_209_600, minimum: 300, ttl: 3600)
        let rdata = soa.rdata(serial: 7)
        #expect(rdata.text == "ns1.example. hostmaster.example. 7 3600 600 1209600 300")
        #expect(try RDATA(.soa, wire: rdata.wire) == rdata)
        #expect(SOA(rdata, ttl: 3600) == soa)
        #expect(try SOA(RDATA(.a, text: "192.0.2.1"), ttl: 1) == nil)
    }
}
