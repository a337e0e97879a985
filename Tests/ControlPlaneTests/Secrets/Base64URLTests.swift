import Testing

@testable import ControlPlane

@Suite struct Base64URLTests {
    // RFC 4648 §10, without the padding, and the digits in which §5 differs.
    @Test(
        arguments: [
            ([], ""), (Array("f".utf8), "Zg"), (Array("fo".utf8), "Zm8"), (Array("foo".utf8), "Zm9v"),
            (Array("foobar".utf8), "Zm9vYmFy"), ([0xfb, 0xef, 0xff], "--__"),
        ] as [([UInt8], String)])
    func octetsAndTextAreTheSame(_ octets: [UInt8], _ text: String) {
        #expect(Base64URL.text(octets) == text)
        #expect(Base64URL.octets(text) == octets)
    }

    @Test(arguments: ["Z", "Zh", "Zg==", "Zm9v=", "++//", "Zm 9v", "Zm9v\n", "é"])
    func anotherSpellingIsNone(_ text: String) {
        #expect(Base64URL.octets(text) == nil)
    }
}
