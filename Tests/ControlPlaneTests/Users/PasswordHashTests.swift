import Testing

@testable import ControlPlane

@Suite struct PasswordHashTests {
    @Test func aPasswordMatchesItsHashAlone() throws {
        let hash = try PasswordHash("correct horse", cost: .fast)
        #expect(hash.text.hasPrefix("$scrypt$ln=4,r=1,p=1$"))
        #expect(PasswordHash(stored: hash.text).matches("correct horse"))
        #expect(!hash.matches("correct horsf"))
        #expect(!hash.matches(""))
    }

    @Test func theSameLetterTypedOtherwiseMatches() throws {
        let hash = try PasswordHash("caf\u{e9} cr\u{e8}me", cost: .fast)
        #expect(hash.matches("cafe\u{301} cre\u{300}me"))
    }

    @Test func twoHashesOfOnePasswordDiffer() throws {
        #expect(try PasswordHash("correct horse", cost: .fast) != PasswordHash("correct horse", cost: .fast))
    }

    // RFC 7914 §12, second vector, of 64 octets of which scrypt's first 32 are the same.
    @Test func theHashIsThatOfRFC7914() {
        let known = "$scrypt$ln=10,r=8,p=16$TmFDbA$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWI"
        #expect(PasswordHash(stored: known).matches("password"))
    }

    @Test(arguments: [
        "", "$", "plain", "$scrypt$ln=4,r=1,p=1$$", "$scrypt$ln=40,r=8,p=1$TmFDbA$AAAA", "$scrypt$ln=4,r=1$TmFDbA$AAAA",
        "$scrypt$ln=-1,r=1,p=1$TmFDbA$AAAA", "$scrypt$ln=4,r=1,p=1$?$AAAA", "$bcrypt$ln=4,r=1,p=1$TmFDbA$AAAA",
    ])
    func whatIsNoHashMatchesNothing(_ text: String) {
        #expect(!PasswordHash(stored: text).matches(""))
        #expect(!PasswordHash(stored: text).matches("password"))
    }
}
