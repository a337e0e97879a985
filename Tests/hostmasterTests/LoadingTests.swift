import DNS
import Nameserver
import Testing

@testable import ControlPlane
@testable import hostmaster

@Suite struct LoadingTests {
    private static func zone(_ apex: String, key: Int64) throws -> ServedZone {
        let apex = try Name(apex)
        return ServedZone(
            zone: key, apex: apex, tenant: 1, serial: 1,
            soa: SOA(
                mname: apex, rname: apex, refresh: 3600, retry: 600, expire: 1_209_600, minimum: 300, ttl: 3600))
    }

    private static func load(_ owner: String, into loading: Loading) throws {
        let owner = try Name(owner).wire.dropLast()
        let rdata = try RDATA(.a, text: "192.0.2.1")
        try loading.record(owner: Array(owner).span.bytes, type: .a, ttl: 60, rdata: rdata.wire.span.bytes)
    }

    @Test func isBrokenOffAtTheNextRecordOrZone() throws {
        let zones = Zones(capacity: 16 << 20)
        let loading = Loading(zones.loader())
        try loading.zone(Self.zone("example.com.", key: 1))
        try Self.load("www.", into: loading)
        loading.cancel()
        #expect(throws: CancellationError.self) { try Self.load("mail.", into: loading) }
        #expect(throws: CancellationError.self) { try loading.zone(Self.zone("example.net.", key: 2)) }
    }

    @Test func isServedOnceItIsFinished() throws {
        let zones = Zones(capacity: 16 << 20)
        let loading = Loading(zones.loader())
        try loading.zone(Self.zone("example.com.", key: 1))
        try Self.load("www.", into: loading)
        try loading.finish()
        #expect(zones.walk(1)?.next()?.map(\.description) == ["www.example.com. 60 IN A 192.0.2.1"])
    }
}
