import SQL
import Testing

@testable import ControlPlane

@Suite struct FirstSerialTests {
    static let now: Int64 = 1_800_000_000

    @Test(
        arguments: [
            (nil, 1_800_000_000), (1_700_000_000, 1_800_000_000), (1_800_000_000, 1_800_000_001),
            (1_900_000_000, 1_900_000_001),
            // Past half of the circle the larger number is the older one (RFC 1982 §3.2).
            (4_294_967_295, 1_800_000_000), (3_900_000_000, 3_900_000_001),
        ] as [(Int64?, UInt32)])
    func itIsTheLatestOfTheTimeAndOnePastTheLastServed(_ last: Int64?, _ expected: UInt32) async throws {
        try await withPlane { fixture in
            let serial = try await fixture.database.write { db in
                if let last {
                    try db.run("insert into last_serials (name, serial) values ('example.org', $1)", last)
                }
                return try FirstSerial.forDomain(named: "example.org", at: Self.now * 1_000_000, db)
            }
            #expect(serial == expected)
        }
    }
}
