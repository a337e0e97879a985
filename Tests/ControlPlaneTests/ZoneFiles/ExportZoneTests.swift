import DNS
import Records
import Testing

@testable import ControlPlane

@Suite struct ExportZoneTests {
    /// What reads the parts, `between` which something may happen.
    private func read(
        _ first: ZoneFilePart, in apex: Name, between: () async throws -> Void = {}
    ) async throws -> (text: String, records: [ResourceRecord], parts: Int) {
        var reader = MasterFileReader(origin: apex)
        var (text, records, parts) = ("", [ResourceRecord](), 0)
        var part = first
        while true {
            parts += 1
            text += String(decoding: part.octets, as: UTF8.self)
            reader.read(part.octets) { record, _ in records.append(record) }
            guard let next = part.next else { break }
            try await between()
            part = try await next()
        }
        reader.finish { record, _ in records.append(record) }
        #expect(reader.faults.map(\.description) == [])
        return (text, records, parts)
    }

    @Test func itSaysWhatIsServedAndTheRestAsComments() async throws {
        try await withPlane { fixture in
            for (name, type, value, more) in [
                ("@", "MX", "mail.example.net", ["priority": 5]), ("www", "A", "192.0.2.1", ["ttl": 60]),
                ("www", "A", "192.0.2.2", [:]), ("alias", "CNAME", "a.example.net", ["weight": 1]),
                ("alias", "CNAME", "b.example.net", ["weight": 2]), ("go", "Redirect", "https://example.net/", [:]),
                ("t", "TXT", "say \"hi\"; and go", [:]), ("ns1", "TXT", "glue", [:]), ("*", "A", "192.0.2.3", [:]),
            ] as [(String, String, String, JSON.Object)] {
                _ = try await fixture.create(name, type, value, more)
            }
            let file = try await read(
                try await fixture.plane.zoneFile(of: fixture.domain, for: fixture.caller), in: fixture.domain.apex)
            let serial = try #require(fixture.publisher.published.last?.serial)
            #expect(
                file.text == """
                    $ORIGIN example.com.
                    ; example.com, change 10, serial \(serial)
                    @\t3600\tIN\tSOA\tns1.example.com. hostmaster.example.com. \(serial) 3600 600 1209600 300
                    \t3600\tIN\tMX\t5 mail.example.net.
                    \t3600\tIN\tNS\tns1.example.com.
                    ns1\t3600\tIN\tTXT\t"glue"
                    \t3600\tIN\tA\t192.0.2.53
                    *\t3600\tIN\tA\t192.0.2.3
                    alias\t3600\tIN\tCNAME\tb.example.net.
                    ; alias.example.com. 3600 CNAME a.example.net
                    ; go.example.com. 3600 Redirect https://example.net/
                    t\t3600\tIN\tTXT\t"say \\"hi\\"; and go"
                    www\t60\tIN\tA\t192.0.2.1
                    \t60\tIN\tA\t192.0.2.2

                    """)
        }
    }

    /// Whatever is done while it is read, it is the zone as it was when the reading began.
    @Test(arguments: 0..<12 as Range<UInt64>)
    func itIsTheStateAtOneChange(_ seed: UInt64) async throws {
        try await withPlane { fixture in
            var random = SplitMix(seed: seed)
            func change() async throws {
                let records = try await fixture.records()
                let edits = try (0..<Int.random(in: 1...4, using: &random)).compactMap { _ in
                    try ReplayTests.edit(fixture, records, &random)
                }
                guard !edits.isEmpty else { return }
                _ = await refusal { try await fixture.plane.apply(edits, to: fixture.domain, for: fixture.caller) }
            }
            for _ in 0..<30 { try await change() }
            for size in [1, 2, 5, 100] {
                let state = try await StoredState(of: fixture.domain, in: fixture.database)
                let first = try await fixture.plane.zoneFile(
                    of: fixture.domain, inPartsOf: size, for: fixture.caller)
                let file = try await read(first, in: fixture.domain.apex) { try await change() }
                #expect(Set(file.records.filter { $0.rdata.type != .soa }) == state.served)
                #expect(file.records.count { $0.rdata.type == .soa } == 1)
                #expect(Set(file.records).count == file.records.count)
                #expect(size > 2 || file.parts > 3)
            }
        }
    }

    @Test func aNameOfMoreRecordsThanAPartIsWhole() async throws {
        try await withPlane { fixture in
            let edits =
                try (0..<700).map { RecordEdit.create(try fixture.draft("many", "TXT", "text \($0)")) }
                + (0..<50).map { RecordEdit.create(try fixture.draft("z\($0)", "A", "192.0.2.1")) }
            _ = try await fixture.plane.apply(edits, to: fixture.domain, for: fixture.caller)
            for size in [10, 100, 500] {
                let first = try await fixture.plane.zoneFile(
                    of: fixture.domain, inPartsOf: size, for: fixture.caller)
                let file = try await read(first, in: fixture.domain.apex)
                #expect(file.records.count { $0.rdata.type == .txt } == 700)
                #expect(file.records.count { $0.owner != fixture.domain.apex } == 751)
            }
        }
    }

    @Test func whoMayReadAPartGetsNothing() async throws {
        try await withPlane { fixture in
            var caller = fixture.caller
            caller.token?.permissions = [Permission(types: [0])]
            let error = await refusal { try await fixture.plane.zoneFile(of: fixture.domain, for: caller) }
            #expect(error == .forbidden(rule: "zone-file-is-whole"))
        }
    }
}
