import Crypto
import JWTKit
import Records

/// A key of ours for access tokens: ECDSA on P-256 with SHA-256 (RFC 7518 §3.4).
struct SigningKey: Sendable {
    static let algorithm = "ES256"

    let id: String
    /// The private key's octets, which lie sealed in the store.
    let secret: [UInt8]
    private let keys: JWTKeyCollection

    static func random() async throws -> SigningKey {
        try await SigningKey(id: RandomOctets.name(), secret: Array(P256.Signing.PrivateKey().rawRepresentation))
    }

    init(id: String, secret: [UInt8]) async throws {
        self.id = id
        self.secret = secret
        // A collection for each key: one that holds several takes another key for an id that it does not know.
        keys = JWTKeyCollection()
        let key = try P256.Signing.PrivateKey(rawRepresentation: secret)
        await keys.add(ecdsa: try ES256PrivateKey(backing: key), kid: JWKIdentifier(string: id))
    }

    func sign(_ claims: AccessClaims) async throws -> String {
        try await keys.sign(claims, kid: JWKIdentifier(string: id))
    }

    /// Throws unless the signature is this key's.
    func verify(_ token: SignedText) async throws -> AccessClaims {
        try await keys.verify(token.text, as: AccessClaims.self)
    }
}

/// A text that may be an access token of ours: its form is right, and its header names a key.
///
/// The header is compared with the one that we write, whole. What a token could say of itself otherwise, another
/// algorithm or where to find its key, is never acted upon (RFC 8725 §3.1).
struct SignedText: Sendable {
    // An access token has about 500 octets.
    private static let limit = 2_048
    private static let signatureSize = 64

    let text: String
    /// The `kid` of the header.
    let key: String

    init?(_ text: String) {
        guard text.utf8.count <= Self.limit else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64URL.octets(parts[0]), Base64URL.octets(parts[1]) != nil,
            Base64URL.octets(parts[2])?.count == Self.signatureSize,
            let members = try? JSON(parsing: header, maximumDepth: 2).object, members.members.count == 3,
            members["alg"] == .string(SigningKey.algorithm), members["typ"] == "JWT", let key = members["kid"]?.string
        else { return nil }
        self.text = text
        self.key = key
    }
}
