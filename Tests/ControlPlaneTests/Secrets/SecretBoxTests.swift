import Testing

@testable import ControlPlane

@Suite struct SecretBoxTests {
    private let box = SecretBox.random()

    @Test(arguments: [[], [0], Array("a secret".utf8), [UInt8](repeating: 7, count: 4_096)] as [[UInt8]])
    func whatWasSealedOpens(_ secret: [UInt8]) throws {
        #expect(try box.open(box.seal(secret, at: "users/1"), at: "users/1") == secret)
    }

    @Test func theSameSecretIsNeverSealedAlike() throws {
        let sealed = try (0..<100).map { _ in try box.seal([1, 2, 3], at: "users/1") }
        #expect(Set(sealed).count == 100)
    }

    @Test func theSecretIsNotInWhatIsStored() throws {
        let secret = Array("JBSWY3DPEHPK3PXP".utf8)
        let sealed = try box.seal(secret, at: "users/1")
        #expect(!sealed.indices.contains { sealed[$0...].starts(with: secret.prefix(4)) })
    }

    @Test func movedElsewhereItDoesNotOpen() throws {
        let sealed = try box.seal([1, 2, 3], at: "users/1")
        #expect(throws: (any Error).self) { try box.open(sealed, at: "users/2") }
        #expect(throws: (any Error).self) { try box.open(sealed, at: "") }
    }

    @Test func underAnotherKeyItDoesNotOpen() throws {
        let sealed = try box.seal([1, 2, 3], at: "users/1")
        #expect(throws: (any Error).self) { try SecretBox.random().open(sealed, at: "users/1") }
    }

    @Test func alteredOrCutItDoesNotOpen() throws {
        let sealed = try box.seal([1, 2, 3], at: "users/1")
        for place in sealed.indices {
            var altered = sealed
            altered[place] ^= 1
            #expect(throws: (any Error).self) { try box.open(altered, at: "users/1") }
            #expect(throws: (any Error).self) { try box.open(Array(sealed[..<place]), at: "users/1") }
        }
    }

    @Test func aKeyHasThirtyTwoOctetsAndIsAllThatIsNeeded() throws {
        let key = [UInt8](0..<32)
        #expect(SecretBox(key: []) == nil)
        #expect(SecretBox(key: Array(key.dropLast())) == nil)
        #expect(SecretBox(key: key + [0]) == nil)
        let sealed = try #require(SecretBox(key: key)).seal([9], at: "x")
        #expect(try #require(SecretBox(key: key)).open(sealed, at: "x") == [9])
    }
}
