import DNS
import Records
import Testing

@Suite struct PlaceTests {
    /// Warnings as all records at the name and above it give them, which a place must give too.
    func warnings(_ record: DNSRecord, beside: [DNSRecord], above: [[DNSRecord]]) -> [Warning] {
        let surroundings = Rules.Surroundings(
            domain: example, beside: beside.filter { $0.recordId != record.recordId },
            cutsAbove: above.flatMap { $0.filter { $0.kind == .ns } })
        return Rules.warnings(record.draft, surroundings)
    }

    @Test(arguments: 1...40)
    func fewRecordsDecideAsAllOfThemDo(_ seed: Int) throws {
        var number = seed &* 7919
        func draw(_ bound: Int) -> Int {
            number = (number &* 1_103_515_245 &+ 12_345) & 0x7fff_ffff
            return (number >> 8) % bound
        }
        var id: Int64 = 0
        func records(at name: String) throws -> [DNSRecord] {
            try (0..<draw(24)).map { _ in
                id += 1
                let ttl = JSON.integer(Int64(draw(8) == 0 ? 60 : 300))
                switch draw(4) {
                case 0:
                    let target = draw(3) == 0 ? "ns\(draw(3)).sub.example.com" : "ns\(id).example.net"
                    return try stored(id, "NS", draw(6) == 0 ? "\(name).example.com" : target, name: name, ["ttl": ttl])
                case 1: return try stored(id, "TXT", "t\(id)", name: name, ["ttl": ttl])
                default:
                    let weight: JSON = draw(2) == 0 ? .null : .integer(Int64(draw(3)))
                    return try stored(id, "A", "192.0.2.\(id)", name: name, ["ttl": ttl, "weight": weight])
                }
            }.shuffled()
        }
        let sub = try records(at: "sub")
        for name in ["ns1.sub", "www.sub"] {
            let here = try records(at: name)
            let place = Rules.Place(here)
            for record in here {
                let expected = warnings(
                    record, beside: here.sorted { $0.recordId < $1.recordId },
                    above: [sub.sorted { $0.recordId < $1.recordId }])
                let found = Rules.warnings(about: record, at: place, below: [Rules.Place(sub)], in: example)
                #expect(found == expected, "\(record)")
            }
        }
        for record in sub {
            let expected = warnings(record, beside: sub.sorted { $0.recordId < $1.recordId }, above: [])
            #expect(Rules.warnings(about: record, at: Rules.Place(sub), below: [], in: example) == expected)
        }
    }

    @Test func theNearestCutIsTheOneThatIsNamed() throws {
        let near = Rules.Place([try stored(1, "NS", "ns.example.net", name: "b.sub")])
        let far = Rules.Place([try stored(2, "NS", "ns.example.org", name: "sub")])
        let record = try stored(3, "TXT", "x", name: "a.b.sub")
        let warnings = Rules.warnings(about: record, at: Rules.Place([record]), below: [near, far], in: example)
        #expect(warnings.map(\.message) == ["name: b.sub is delegated to ns.example.net, so this is not answered"])
    }
}
