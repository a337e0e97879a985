import Foundation
import Records
import Testing

@Suite struct TimestampTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00+00:00"),
            (1, "1970-01-01T00:00:00.000001+00:00"),
            (-1, "1969-12-31T23:59:59.999999+00:00"),
            (951_782_400_000_000, "2000-02-29T00:00:00+00:00"),
            (1_795_590_195_000_000, "2026-11-25T07:03:15+00:00"),
            (4_107_542_399_500_000, "2100-02-28T23:59:59.500000+00:00"),
            (253_402_300_799_000_000, "9999-12-31T23:59:59+00:00"),
            (-62_167_219_200_000_000, "0000-01-01T00:00:00+00:00"),
        ] as [(Int64, String)])
    func whatIsWrittenReadsBack(_ time: Int64, _ text: String) {
        #expect(Timestamp.text(time) == text)
        #expect(Timestamp.read(text) == time)
    }

    @Test(
        arguments: [
            ("2026-11-25T08:03:15+01:00", 1_795_590_195_000_000),
            ("2026-11-24T21:33:15-09:30", 1_795_590_195_000_000),
            ("2026-11-25t07:03:15z", 1_795_590_195_000_000),
            ("2026-11-25T07:03:15-00:00", 1_795_590_195_000_000),
            ("2026-11-25T07:03:15.5Z", 1_795_590_195_500_000),
            ("2026-11-25T07:03:15.123456789Z", 1_795_590_195_123_456),
        ] as [(String, Int64)])
    func otherSpellingsOfATimeAreReadToo(_ text: String, _ time: Int64) {
        #expect(Timestamp.read(text) == time)
    }

    @Test(arguments: [
        "", "2026", "2026-11-25", "2026-11-25T07:03:15", "2026-11-25 07:03:15Z", "2026-11-25T07:03Z",
        "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-00-10T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z",
        "2026-01-01T00:00:60Z", "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00+01:60", "2026-01-01T00:00:00+0100",
        "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00.1234567890Z", "2026-01-01T00:00:00ZZ", "２026-01-01T00:00:00Z",
        "+2026-01-01T00:00:00Z", "2026-01-01T00:00:00,5Z", "2026-1-1T00:00:00Z", " 2026-01-01T00:00:00Z",
    ])
    func whatIsNoTimeIsRefused(_ text: String) {
        #expect(Timestamp.read(text) == nil)
    }

    @Test func itAgreesWithFoundation() {
        for day in stride(from: Int64(-800_000), through: 2_900_000, by: 97) {
            let seconds = day * 86_400 + day & 0xffff
            // Foundation goes over to the Julian calendar before 1582, which ISO 8601 does not.
            guard seconds > -12_219_292_800 else { continue }
            let text = Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601).dropLast() + "+00:00"
            #expect(Timestamp.text(seconds * 1_000_000) == String(text))
            #expect(Timestamp.read(String(text)) == seconds * 1_000_000)
        }
    }
}
