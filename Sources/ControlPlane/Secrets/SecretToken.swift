import Crypto

/// What is given out once and shown once more to be believed: 256 random bits. Only its hash is stored.
struct SecretToken: Sendable, Hashable {
    /// Characters of any of them, and more than any has.
    static let limit = 100

    let plain: String

    static func random(_ kind: Kind) -> SecretToken {
        SecretToken(plain: kind.rawValue + Base64URL.text(RandomOctets.octets(32)))
    }

    /// There is nothing for a slow hash to protect, and a look-up by hash tells nothing of how near a guess was.
    var hash: [UInt8] { Array(SHA256.hash(data: Array(plain.utf8))) }

    /// What it begins with, so that one that was found somewhere is known for what it is.
    enum Kind: String {
        case refresh = "hmr_"
        case passwordReset = "hmp_"
        case invitation = "hmi_"
    }
}
