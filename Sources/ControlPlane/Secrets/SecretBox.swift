import Crypto
import Foundation

/// Seals what must be read again, and must not lie in the store in clear: AES-256-GCM (NIST SP 800-38D) under a key
/// that is kept outside of it.
public struct SecretBox: Sendable {
    /// Octets of a key.
    public static let keySize = 32

    private let key: SymmetricKey

    /// Nil unless the key has 32 octets.
    public init?(key: [UInt8]) {
        guard key.count == Self.keySize else { return nil }
        self.key = SymmetricKey(data: key)
    }

    /// A box with a key of its own, which nobody can open again.
    public static func random() -> SecretBox { SecretBox(SymmetricKey(size: .bits256)) }

    private init(_ key: SymmetricKey) { self.key = key }

    /// `place` is where it will be kept: sealed text that is moved elsewhere does not open.
    func seal(_ secret: [UInt8], at place: String) throws -> [UInt8] {
        let sealed = try AES.GCM.seal(secret, using: key, authenticating: Array(place.utf8))
        guard let combined = sealed.combined else { throw SealError.notOurs }
        return Array(combined)
    }

    /// Throws for what was sealed under another key, at another place, or was altered.
    func open(_ sealed: [UInt8], at place: String) throws -> [UInt8] {
        let box = try AES.GCM.SealedBox(combined: sealed)
        return Array(try AES.GCM.open(box, using: key, authenticating: Array(place.utf8)))
    }

    enum SealError: Error {
        case notOurs
    }
}
