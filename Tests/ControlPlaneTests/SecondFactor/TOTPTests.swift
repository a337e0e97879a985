import Testing

@testable import ControlPlane

@Suite struct TOTPTests {
    private let totp = TOTP(secret: Array("12345678901234567890".utf8))

    // RFC 6238, appendix B.
    @Test(arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func theCodesAreThoseOfRFC6238(_ seconds: Int64, _ code: String) {
        let step = TOTP.step(at: seconds * 1_000_000)
        #expect(totp.code(at: step, digits: 8) == code)
        #expect(totp.code(at: step) == String(code.suffix(6)))
    }

    // RFC 4226, appendix D.
    @Test func theCodesOfTheFirstStepsAreThoseOfRFC4226() {
        let codes = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
        ]
        for (step, code) in codes.enumerated() { #expect(totp.code(at: Int64(step)) == code) }
    }

    @Test func aCodeIsGoodForAStepBeforeAndAfter() {
        let now: Int64 = 1_234_567_890_000_000
        let step = TOTP.step(at: now)
        for offset in -3...3 as ClosedRange<Int64> {
            let found = totp.step(of: totp.code(at: step + offset), at: now)
            #expect(found == (abs(offset) <= 1 ? step + offset : nil))
        }
        for code in ["", "00000", "1234567", "abcdef"] { #expect(totp.step(of: code, at: now) == nil) }
    }

    // RFC 4648 §10.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func base32IsThatOfRFC4648(_ text: String, _ digits: String) {
        #expect(Base32.text(Array(text.utf8)) == digits)
    }
}
