import DNS
import Testing

@testable import Nameserver

@Suite struct ZonesTests {
    @Test func aThousandRandomEditsGiveWhatAModelSays() throws {
        let zones = Zones(capacity: 256 << 20)
        var model: Set<String> = []
        var random = SplitMix(seed: 11)
        try zones.add("example.com.", key: 1, records: [record("example.com. 60 NS ns.example.net.")])
        let asker = try Asker(zones)
        for step in 0..<3000 {
            var removed: [ResourceRecord] = []
            var added: [ResourceRecord] = []
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let depth = Int.random(in: 1...4, using: &random)
                let labels = (0..<depth).map { _ in "l\(Int.random(in: 0..<6, using: &random))" }
                let line =
                    "\(labels.joined(separator: ".")).example.com. 60 A 192.0.2.\(Int.random(in: 1...3, using: &random))"
                let one = try record(line)
                if removed.contains(one) || added.contains(one) { continue }
                if model.remove(one.description) != nil {
                    removed.append(one)
                } else {
                    model.insert(one.description)
                    added.append(one)
                }
            }
            try zones.apply(1, apex: "example.com.", serial: UInt32(step + 2), removed: removed, added: added)
            if step % 7 == 0 { zones.maintain() }
            guard step % 100 == 0 else { continue }
            #expect(try zones.records(1) == (model + ["example.com. 60 IN NS ns.example.net."]).sorted())
            for line in model.prefix(20) {
                let owner = String(line.prefix { $0 != " " })
                let reply = try asker.ask(owner, .a)
                #expect(Set(reply.answers.map(\.description)) == model.filter { $0.hasPrefix(owner + " ") })
            }
        }
        for label in 0..<6 {
            // A name exists if something stands at it or below it.
            let name = "l\(label).example.com."
            let exists = model.contains { $0.hasPrefix(name) || $0.contains("." + name) }
            #expect(try asker.ask(name, .txt).responseCode == (exists ? .noError : .nameError))
        }
    }

    @Test func aMillionEditsOfFewNamesTakeNoMoreMemory() throws {
        let zones = Zones(capacity: 64 << 20)
        try zones.add("example.com.", key: 1, records: [record("example.com. 60 NS ns.example.net.")])
        let one = try record("www.example.com. 60 A 192.0.2.1")
        let other = try record("www.example.com. 60 A 192.0.2.2")
        var top = 0
        for step in 0..<20_000 {
            try zones.apply(
                1, apex: "example.com.", removed: step == 0 ? [] : [step % 2 == 0 ? other : one],
                added: [step % 2 == 0 ? one : other])
            if step == 1000 { top = zones.withWriter { $0.arena.top } }
        }
        #expect(zones.withWriter { $0.arena.top } == top)
    }

    @Test func aDroppedZoneIsGoneAtOnceAndItsMemoryLater() throws {
        let zones = Zones(capacity: 64 << 20)
        let asker = try Asker(zones)
        var top = 0
        for round in 0..<20 {
            let key = Int64(round + 1)
            let hosts = try (0..<500).map { try record("h\($0).example.com. 60 A 192.0.2.1") }
            try zones.add("example.com.", key: key, records: hosts)
            #expect(try asker.ask("h7.example.com.", .a).answers.count == 1)
            try zones.apply(key, .drop, apex: "example.com.")
            #expect(try asker.ask("h7.example.com.", .a).responseCode == .refused)
            for _ in 0..<10 { zones.maintain() }
            if round == 2 { top = zones.withWriter { $0.arena.top } }
        }
        #expect(zones.withWriter { $0.arena.top } == top)
    }

    @Test func aZoneThatComesBackIsServedWhileTheOldOneIsCleared() throws {
        let zones = Zones(capacity: 64 << 20)
        let asker = try Asker(zones)
        let hosts = try (0..<2000).map { try record("h\($0).example.com. 60 A 192.0.2.1") }
        try zones.add("example.com.", key: 1, records: hosts)
        try zones.apply(1, .drop, apex: "example.com.")
        try zones.add("example.com.", key: 2, records: [record("h1.example.com. 60 A 192.0.2.2")])
        #expect(try asker.ask("h1.example.com.", .a).answers.map(\.rdata.text) == ["192.0.2.2"])
        #expect(try asker.ask("h2.example.com.", .a).responseCode == .nameError)
    }

    @Test func theTableGrowsAndFindsEveryName() throws {
        let zones = Zones(capacity: 256 << 20)
        try zones.add("example.com.", key: 1, records: [record("example.com. 60 NS ns.example.net.")])
        let asker = try Asker(zones)
        for step in 0..<40 {
            let added = try (0..<500).map { try record("h\(step * 500 + $0).example.com. 60 A 192.0.2.1") }
            try zones.apply(1, apex: "example.com.", added: added)
            for host in [0, step * 250, step * 500, step * 500 + 499] {
                #expect(try asker.ask("h\(host).example.com.", .a).answers.count == 1)
            }
        }
        #expect(try zones.records(1).count == 20_001)
    }

    @Test func whatNoMessageCouldHoldIsRefusedBeforeItIsCommitted() throws {
        let zones = Zones(capacity: 64 << 20)
        try zones.add("example.com.", key: 1, records: [record("example.com. 60 NS ns.example.net.")])
        let text = String(repeating: "x", count: 255)
        let added = try (0..<250).map { try record("big.example.com. 60 TXT \"\($0)\" \"\(text)\"") }
        #expect(throws: ZonesError.tooLarge) { try zones.apply(1, apex: "example.com.", added: added) }
    }

    @Test func aNameThatComesAndGoesInOnePublicationIsClearedOnce() throws {
        let zones = Zones(capacity: 64 << 20)
        try zones.add("example.com.", key: 1, records: [record("example.com. 60 NS ns.example.net.")])
        var top = 0
        for round in 0..<200 {
            let changes = try (0..<40).flatMap { host in
                let one = try record("h\(host).deep.example.com. 60 A 192.0.2.1")
                return try [Delta(added: [one]), Delta(removed: [one]), Delta(added: [one]), Delta(removed: [one])].map
                {
                    ZoneChange(
                        zone: 1, step: .update, tenant: 1, serial: 1, soa: try soa(Name("example.com.")), delta: $0)
                }
            }
            for change in changes { try zones.reserve(change) }
            zones.publish(changes)
            if round == 20 { top = zones.withWriter { $0.arena.top } }
        }
        for _ in 0..<10 { zones.maintain() }
        #expect(zones.withWriter { $0.arena.top } == top)
        #expect(try zones.records(1).count == 1)
        #expect(try Asker(zones).ask("deep.example.com.", .a).responseCode == .nameError)
    }

    @Test func aNewTTLOfALargeRRsetIsNoGrowth() throws {
        let zones = Zones(capacity: 64 << 20)
        let text = String(repeating: "x", count: 250)
        let old = try (0..<180).map { try record("big.example.com. 60 TXT \"\($0)\" \"\(text)\"") }
        let new = try (0..<180).map { try record("big.example.com. 90 TXT \"\($0)\" \"\(text)\"") }
        try zones.add("example.com.", key: 1, records: old)
        try zones.apply(1, apex: "example.com.", removed: old, added: new)
        #expect(
            try Asker(zones).ask("big.example.com.", .txt, isUDP: false).answers.map(\.ttl)
                == Array(repeating: 90, count: 180))
    }

    @Test func aNameThatGrowsTooLargeInOneGroupIsRefused() throws {
        let zones = Zones(capacity: 64 << 20)
        try zones.add("example.com.", key: 1, records: [record("example.com. 60 NS ns.example.net.")])
        let octets = String(repeating: "ab", count: 60_000)
        var accepted: [ZoneChange] = []
        #expect(throws: ZonesError.tooLarge) {
            for type in 0..<12 {
                let added = try [record("big.example.com. 60 TYPE\(65280 + type) \\# 60000 \(octets)")]
                let change = ZoneChange(
                    zone: 1, step: .update, tenant: 1, serial: 1, soa: try soa(Name("example.com.")),
                    delta: Delta(added: added))
                try zones.reserve(change)
                accepted.append(change)
            }
        }
        zones.publish(accepted)
        #expect(try zones.records(1).count == accepted.count + 1)
    }

    @Test func aDroppedZoneIsClearedThoughItsNamesWereEmptiedBefore() throws {
        let zones = Zones(capacity: 64 << 20)
        let many = try (0..<3000).map { try record("h\($0).late.test. 60 A 192.0.2.1") }
        try zones.add("late.test.", key: 1, records: many)
        let few = try (0..<10).map { try record("h\($0).gone.test. 60 A 192.0.2.1") }
        try zones.add("gone.test.", key: 2, records: few)
        try zones.apply(1, apex: "late.test.", removed: many)
        try zones.apply(2, apex: "gone.test.", removed: [few[4]])
        try zones.apply(2, .drop, apex: "gone.test.")
        for _ in 0..<40 { zones.maintain() }
        #expect(zones.withWriter { $0.rubbish.isEmpty })
        for key in 3..<40 {
            try zones.add(
                "live\(key).test.", key: Int64(key),
                records: few.map { try record("w\(key).live\(key).test. 60 A \($0.rdata.text)") }.prefix(1) + [])
        }
        let asker = try Asker(zones)
        for key in 3..<40 { #expect(try asker.ask("w\(key).live\(key).test.", .a).answers.count == 1) }
    }

    @Test func noMemoryIsRefusedBeforeItIsCommitted() throws {
        let zones = Zones(capacity: 1 << 20)
        try zones.add("example.com.", key: 1, records: [record("example.com. 60 NS ns.example.net.")])
        #expect(throws: ZonesError.noMemory) {
            for step in 0..<100 {
                let added = try (0..<500).map { try record("h\(step * 500 + $0).example.com. 60 A 192.0.2.1") }
                try zones.apply(1, apex: "example.com.", added: added)
            }
        }
        #expect(try Asker(zones).ask("h1.example.com.", .a).answers.count == 1)
    }

    @Test func addressesRotate() throws {
        let zones = Zones(capacity: 16 << 20)
        try zones.add(
            "example.com.", key: 1, records: (1...3).map { try record("www.example.com. 60 A 192.0.2.\($0)") })
        let asker = try Asker(zones)
        let first = try (0..<300).map { _ in try asker.ask("www.example.com.", .a).answers[0].rdata.text }
        for address in 1...3 { #expect(first.filter { $0 == "192.0.2.\(address)" }.count == 100) }
    }

    @Test func aLoadedStoreIsServedAsIfItHadBeenPublished() throws {
        let zones = Zones(capacity: 64 << 20)
        let lines = [
            ("", "NS", "ns.example.net."), ("www", "A", "192.0.2.1"), ("www", "A", "192.0.2.2"),
            ("www", "TXT", "\"x\""),
            ("a.b.c", "A", "192.0.2.3"), ("b.c", "TXT", "\"late\""), ("*.w", "A", "192.0.2.4"), ("sub", "NS", "ns.x."),
        ]
        var loader = zones.loader()
        try loader.beginZone(
            key: 1, apex: Name("example.com."), tenant: 1, serial: 9, soa: soa(Name("example.com.")))
        for (owner, type, text) in lines {
            let wire = try Array(Name(owner.isEmpty ? "." : owner + ".").wire.dropLast())
            let rdata = try RDATA(#require(RecordType(type)), text: text)
            try loader.add(owner: wire.span.bytes, type: rdata.type, ttl: 60, rdata: rdata.wire.span.bytes)
        }
        try loader.finish()
        #expect(try zones.records(1).count == lines.count)
        let asker = try Asker(zones)
        #expect(try asker.ask("www.example.com.", .a).answers.count == 2)
        #expect(try asker.ask("c.example.com.", .a).responseCode == .noError)
        #expect(try asker.ask("b.c.example.com.", .txt).answers.count == 1)
        #expect(try asker.ask("q.w.example.com.", .a).answers.count == 1)
        #expect(try asker.ask("x.sub.example.com.", .a).authorities.map(\.type) == [.ns])
        #expect(try asker.ask("nope.example.com.", .a).authorities.map(\.rdata.text)[0].contains(" 9 3600"))
    }
}
