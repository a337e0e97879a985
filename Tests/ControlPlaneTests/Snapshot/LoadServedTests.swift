import DNS
import Records
import SQL
import Synchronization
import Testing

@testable import ControlPlane

@Suite struct LoadServedTests {
    final class Sink: ServedSink {
        struct Loaded {
            var zones: [ServedZone] = []
            var lines: [String] = []
            var owners: [[UInt8]] = []
        }

        let loaded = Mutex(Loaded())

        func zone(_ zone: ServedZone) { loaded.withLock { $0.zones.append(zone) } }

        func record(owner: RawSpan, type: RecordType, ttl: UInt32, rdata: RawSpan) throws {
            let labels = owner.withUnsafeBytes { Array($0) }
            let data = try RDATA(type, wire: rdata.withUnsafeBytes { Array($0) })
            try loaded.withLock { loaded in
                let name = try Name(wire: labels + (loaded.zones.last?.apex ?? .root).wire)
                loaded.lines.append(ResourceRecord(owner: name, ttl: ttl, rdata: data).description)
            }
        }
    }

    @Test func everyActiveDomainComesWithItsRecordsInOrder() async throws {
        try await withPlane { fixture in
            for name in ["example.org", "paused.example"] {
                _ = try await fixture.plane.createDomain(
                    named: name, of: fixture.domain.organization, for: fixture.caller)
            }
            _ = try await fixture.create("www", "AAAA", "2001:db8::1")
            _ = try await fixture.create("www", "A", "192.0.2.1")
            _ = try await fixture.database.write { db in
                try db.run("update domains set status = 'suspended' where name = 'paused.example'")
            }
            let sink = Sink()
            let cursor = try await fixture.plane.loadServed(into: sink)
            #expect(try await fixture.plane.cursor() == cursor)
            let loaded = sink.loaded.withLock { $0 }
            #expect(loaded.zones.map(\.apex.description) == ["example.com.", "example.org."])
            #expect(
                loaded.lines == [
                    "example.com. 3600 IN NS ns1.example.com.", "ns1.example.com. 3600 IN A 192.0.2.53",
                    "www.example.com. 3600 IN A 192.0.2.1", "www.example.com. 3600 IN AAAA 2001:db8::1",
                    "example.org. 3600 IN NS ns1.example.org.", "ns1.example.org. 3600 IN A 192.0.2.53",
                ])
            let zone = try #require(loaded.zones.first)
            let last = try #require(fixture.publisher.published.last { $0.zone == zone.zone })
            #expect(zone.serial == last.serial)
            #expect(zone.soa == last.soa)
            #expect(zone.tenant == last.tenant)
        }
    }

    @Test func nothingIsSortedToLoadIt() async throws {
        try await withPlane { fixture in
            let plan = try await fixture.database.read { db in
                try db.run("explain query plan \(ControlPlane.servedStatement)").map { $0.text(3) }
            }
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        }
    }
}
