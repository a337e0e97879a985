import DNS
import Testing

@testable import Nameserver

@Suite struct ReadersTests {
    @Test func thereIsALineForEachOfThousandsAndThenNone() {
        let zones = Zones(capacity: 1 << 20)
        let lines = (0..<Readers.maximum).map { _ in zones.readers.claim() }
        #expect(Set(lines) == Set(0..<Readers.maximum))
        #expect(zones.readers.claim() == nil)
        #expect(throws: ZonesError.tooManyReaders) { try Asker(zones) }
        zones.readers.giveUp(700)
        #expect(zones.readers.claim() == 700)
    }

    /// Whoever holds a version, early or late in the order of lines, keeps what it sees from being freed.
    @Test(arguments: [0, 1, 600, Readers.maximum - 1]) func theOldestPinnedVersionIsWhatIsKept(_ line: Int) throws {
        let zones = Zones(capacity: 16 << 20)
        for _ in 0...line { _ = zones.readers.claim() }
        let before = zones.readers.oldest
        #expect(zones.readers.pin(line) == before)
        try zones.add("example.com.", key: 1, records: [record("www.example.com. 60 A 192.0.2.1")])
        #expect(zones.readers.oldest == before)
        zones.readers.unpin(line)
        #expect(zones.readers.oldest > before)
    }
}
