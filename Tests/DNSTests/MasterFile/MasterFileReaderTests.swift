import DNS
import Testing

struct MasterFileReaderTests {
    @Test(arguments: [1, 2, 3, 7, 64])
    func chunksDoNotMatter(_ size: Int) {
        let files = AcceptedFiles.all.map(\.file) + RefusedFiles.all.map(\.file)
        for file in files {
            let (whole, inChunks) = (MasterFile(file), MasterFile(file, chunk: size))
            #expect(inChunks.records == whole.records, "\(file)")
            #expect(inChunks.faults == whole.faults, "\(file)")
        }
    }

    @Test func everyRecordSaysItsLine() {
        let read = MasterFile("a A 192.0.2.1\n\nb A (\n192.0.2.2\n)\nc A x\nd A 192.0.2.3\n$GENERATE 1-2 $ A 192.0.2.$")
        #expect(read.places.map(\.line) == [1, 3, 7, 8, 8])
    }

    /// RFC 2308 §4, and what stood before it: the last TTL, and the minimum of the SOA.
    @Test(
        arguments: [
            ("a A 192.0.2.1", [], ["1:3: no TTL: write one before the type, or $TTL before the first record"]),
            ("a 60 A 192.0.2.1\nb A 192.0.2.2", [60, 60], []),
            ("a 60 A 192.0.2.1\nb 90 A 192.0.2.2\nc A 192.0.2.2", [60, 90, 90], []),
            ("$TTL 30\na 60 A 192.0.2.1\nb A 192.0.2.2", [60, 30], []),
            ("@ SOA a b 1 2 3 4 5\nb A 192.0.2.2", [5, 5], []),
            ("@ 9 SOA a b 1 2 3 4 5\nb A 192.0.2.2", [9, 9], []),
            (
                "a A 192.0.2.1\nb 60 A 192.0.2.2", [60],
                ["1:3: no TTL: write one before the type, or $TTL before the first record"]
            ),
        ] as [(String, [UInt32], [String])])
    func ttlIsWrittenOrKnownFromBefore(_ file: String, _ ttls: [UInt32], _ faults: [String]) {
        let read = MasterFile(Array(file.utf8), ttl: nil)
        #expect(read.records.map(\.ttl) == ttls)
        #expect(read.faults.map(\.description) == faults)
    }

    @Test func faultSaysPlaceAndReason() {
        let read = MasterFile("$TTL 60\nmail MX ten mx\nwww A 192.0.2.256\n$INCLUDE other.zone\n")
        #expect(
            read.faults.map(\.description) == [
                "2:9: MX: preference: not an integer from 0 to 65535",
                "3:7: A: address: not an IPv4 address (four decimals from 0 to 255 without leading zeros)",
                "4:1: $INCLUDE is not allowed here: put the records in this file",
            ])
    }

    @Test func readingEndsAtTheHundredthFault() {
        let read = MasterFile(String(repeating: "a A x\n", count: 1000) + "b A 192.0.2.1\n")
        #expect(read.faults.count == 100)
        #expect(read.faults.last?.position == MasterFilePosition(line: 100, column: 5))
        #expect(read.records.isEmpty)
    }

    @Test func recordThatIsTooLongEndsTheReading() {
        var limits = MasterFileReader.Limits()
        limits.record = 100
        for chunk in [1, 1000] {
            let read = MasterFile(
                "a A 192.0.2.1\nb A (" + String(repeating: "\n", count: 1000), chunk: chunk, limits: limits)
            #expect(read.records.count == 1)
            #expect(read.faults.map(\.description) == ["2:1: the record is too long; is a parenthesis not closed?"])
        }
    }

    @Test func recordsAreCounted() {
        var limits = MasterFileReader.Limits()
        limits.records = 3
        let read = MasterFile("$GENERATE 1-9 $ A 192.0.2.$\n", limits: limits)
        #expect(read.records.count == 3)
        #expect(read.faults.map(\.description) == ["1:1: more records than are allowed"])
    }

    @Test func allGenerateTogetherAreBounded() {
        var limits = MasterFileReader.Limits()
        limits.generated = 5
        let read = MasterFile("$GENERATE 1-3 $ A 192.0.2.$\n$GENERATE 1-3 $ A 192.0.2.$\n", limits: limits)
        #expect(read.records.count == 3)
        #expect(read.faults.map(\.description) == ["2:11: $GENERATE makes more than 2 records"])
    }

    @Test func whatTakeThrowsEndsTheReading() throws {
        struct Stop: Error {}
        var reader = MasterFileReader(origin: try Name("example."), ttl: 1)
        var count = 0
        #expect(throws: Stop.self) {
            try reader.read(Array("a A 192.0.2.1\nb A 192.0.2.1\nc A 192.0.2.1\n".utf8)) { _, _ in
                count += 1
                if count == 2 { throw Stop() }
            }
        }
        reader.finish { _, _ in count += 1 }
        #expect(count == 2)
    }

    /// Anything at all: no crash, no end that does not come, and never more faults than are told.
    @Test func anyOctetsAreReadOrRefused() {
        var random = SeededGenerator(seed: 4)
        let seeds = (AcceptedFiles.all.map(\.file) + RefusedFiles.all.map(\.file)).map { Array($0.utf8) }
        let special = Array("\"\\();\n\r\t $@.{}/-0\u{0}".utf8)
        for _ in 0..<5000 {
            var octets = seeds.randomElement(using: &random)! + [0x0A] + seeds.randomElement(using: &random)!
            for _ in 0..<Int.random(in: 0...4, using: &random) where !octets.isEmpty {
                let at = Int.random(in: 0..<octets.count, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0: octets[at] = special.randomElement(using: &random)!
                case 1: octets.insert(special.randomElement(using: &random)!, at: at)
                default: octets.removeSubrange(at..<min(octets.count, at + Int.random(in: 1...9, using: &random)))
                }
            }
            let read = MasterFile(octets, chunk: Int.random(in: 1...40, using: &random))
            #expect(read.faults.count <= 100)
        }
    }
}
