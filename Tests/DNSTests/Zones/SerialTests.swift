import DNS
import Testing

struct SerialTests {
    @Test(
        arguments: [
            (1, 0, true), (0, 1, false), (0, 0, false), (0, 4_294_967_295, true), (4_294_967_295, 0, false),
            (2_147_483_647, 0, true), (2_147_483_648, 0, false), (0, 2_147_483_648, false), (44, 0xFFFF_FFF0, true),
        ] as [(UInt32, UInt32, Bool)])
    func orderIsThatOfTheCircle(_ a: UInt32, _ b: UInt32, _ expected: Bool) {
        #expect(Serial.isAfter(a, b) == expected)
    }

    @Test func latestIsTheLater() {
        #expect(Serial.latest(0xFFFF_FFFF, 5) == 5)
        #expect(Serial.latest(5, 0xFFFF_FFFF) == 5)
        #expect(Serial.latest(0, 1 << 31) == 0)
        #expect(Serial.next(after: .max) == 0)
    }
}
