import Testing

@testable import ControlPlane

@Suite struct APITokenTests {
    @Test func aTokenIsItsPrefixAndFortyNineDigits() {
        let token = APIToken.random().plain
        #expect(token.hasPrefix("hm_"))
        #expect(token.utf8.count == 3 + 43 + 6)
        #expect(token.dropFirst(3).allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
    }

    @Test func noTwoAreTheSame() {
        #expect(Set((0..<1_000).map { _ in APIToken.random().plain }).count == 1_000)
    }

    @Test func extremesHaveTheSameLength() {
        for octet: UInt8 in [0, 1, 255] {
            let token = APIToken(secret: [UInt8](repeating: octet, count: 32))
            #expect(APIToken(token.plain)?.plain == token.plain)
            #expect(token.plain.utf8.count == 52)
        }
    }

    @Test func aTypingErrorIsNoToken() {
        let token = APIToken.random().plain
        for place in token.indices.dropFirst(3) {
            var typed = token
            typed.replaceSubrange(place...place, with: token[place] == "x" ? "y" : "x")
            #expect(APIToken(typed) == nil)
        }
        #expect(APIToken(token.uppercased()) == nil)
        #expect(APIToken(token + "0") == nil)
        #expect(APIToken(String(token.dropLast())) == nil)
        #expect(APIToken("") == nil)
    }

    @Test func theChecksumIsThatOfRFC1952() {
        #expect(CRC32.checksum(of: "123456789".utf8) == 0xcbf4_3926)
    }
}
