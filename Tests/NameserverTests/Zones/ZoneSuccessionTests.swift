import DNS
import Testing

@testable import Nameserver

@Suite struct ZoneSuccessionTests {
    private func change(
        _ key: Int64, _ step: ZoneChange.Step, tenant: Int64 = 1, serial: UInt32, _ lines: [String] = []
    ) throws -> ZoneChange {
        ZoneChange(
            zone: key, step: step, tenant: tenant, serial: serial, soa: try soa(Name("example.com.")),
            delta: Delta(added: try lines.map { try record($0) }))
    }

    private func publish(_ changes: [ZoneChange], in zones: Zones) throws {
        for change in changes { try zones.reserve(change) }
        zones.publish(changes)
    }

    @Test func aNameDroppedAndTakenAgainInOneGroupHasTheNewZone() throws {
        let zones = Zones(capacity: 64 << 20)
        try zones.add("example.com.", key: 1, serial: 5, records: [record("old.example.com. 60 A 192.0.2.1")])
        let asker = try Asker(zones)
        let apex = try Name("example.com.")
        try publish(
            [
                change(1, .drop, serial: 5),
                change(2, .create(apex: apex), serial: 9, ["new.example.com. 60 A 192.0.2.2"]),
            ],
            in: zones)
        for _ in 0..<5 {
            #expect(try asker.ask("new.example.com.", .a).answers.map(\.rdata.text) == ["192.0.2.2"])
            #expect(try asker.ask("old.example.com.", .a).responseCode == .nameError)
            zones.maintain()
        }
        // The first one comes back, under its own key, where the second was.
        try publish(
            [
                change(2, .drop, serial: 9),
                change(1, .create(apex: apex), serial: 11, ["old.example.com. 60 A 192.0.2.1"]),
                change(1, .drop, serial: 11),
                change(1, .create(apex: apex), serial: 12, ["old.example.com. 60 A 192.0.2.3"]),
            ], in: zones)
        for _ in 0..<5 {
            #expect(try asker.ask("old.example.com.", .a).answers.map(\.rdata.text) == ["192.0.2.3"])
            #expect(try asker.ask("new.example.com.", .a).responseCode == .nameError)
            zones.maintain()
        }
        try publish([change(1, .drop, serial: 12)], in: zones)
        #expect(try asker.ask("old.example.com.", .a).responseCode == .refused)
    }

    @Test func anAliasEndsWhereItsTargetIsAnotherTenants() throws {
        let zones = Zones(capacity: 64 << 20)
        try zones.add("example.com.", key: 1, records: [record("www.example.com. 60 CNAME host.example.net.")])
        try zones.add("example.net.", key: 2, records: [record("host.example.net. 60 A 192.0.2.1")])
        let asker = try Asker(zones)
        #expect(try asker.ask("www.example.com.", .a).answers.count == 2)
        try publish([change(1, .update, tenant: 7, serial: 1)], in: zones)
        #expect(try asker.ask("www.example.com.", .a).answers.map(\.rdata.text) == ["host.example.net."])
        try publish([change(1, .update, tenant: 1, serial: 1)], in: zones)
        #expect(try asker.ask("www.example.com.", .a).answers.count == 2)
    }
}
