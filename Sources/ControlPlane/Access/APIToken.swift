import Crypto

/// An API token in the clear: `hm_`, 256 random bits and a checksum, in base 62.
///
/// The checksum tells a typing error, or a text that never was a token, from a revoked one without a look-up.
public struct APIToken: Sendable {
    public let plain: String

    private static let prefix = "hm_"
    // 62^43 > 2^256 and 62^6 > 2^32.
    private static let secretDigits = 43
    private static let checksumDigits = 6
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// A new one, never seen before.
    static func random() -> APIToken {
        var generator = SystemRandomNumberGenerator()
        return APIToken(secret: (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }

    init(secret: [UInt8]) {
        var text = Array(Self.prefix.utf8) + Self.base62(secret, digits: Self.secretDigits)
        text += Self.checksum(of: text)
        plain = String(decoding: text, as: UTF8.self)
    }

    /// Nil for what no server of ours ever gave out.
    public init?(_ text: String) {
        let octets = Array(text.utf8)
        let body = octets.dropLast(Self.checksumDigits)
        guard octets.count == Self.prefix.utf8.count + Self.secretDigits + Self.checksumDigits,
            octets.starts(with: Self.prefix.utf8), octets.suffix(Self.checksumDigits) == Self.checksum(of: body)[...]
        else { return nil }
        plain = text
    }

    /// What is stored. The secret has 256 bits, so there is nothing for a slow hash to protect.
    var hash: TokenHash {
        var sha = SHA256()
        sha.update(data: Array(plain.utf8))
        return TokenHash(sha.finalize())
    }

    private static func checksum(of text: some Sequence<UInt8>) -> [UInt8] {
        let crc = CRC32.checksum(of: text)
        return base62((0..<4).map { UInt8(truncatingIfNeeded: crc >> (24 - 8 * $0)) }, digits: checksumDigits)
    }

    /// `number`, most significant octet first, in base 62 with leading zeros.
    private static func base62(_ number: [UInt8], digits: Int) -> [UInt8] {
        var number = number
        var text = [UInt8](repeating: alphabet[0], count: digits)
        for place in text.indices.reversed() {
            var remainder = 0
            for i in number.indices {
                let dividend = remainder << 8 | Int(number[i])
                number[i] = UInt8(dividend / 62)
                remainder = dividend % 62
            }
            text[place] = alphabet[remainder]
        }
        return text
    }
}

/// SHA-256 of a plain token: four words, because a key of bytes costs an allocation at each look-up.
struct TokenHash: Sendable, Hashable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    init(_ digest: SHA256Digest) {
        words = digest.withUnsafeBytes { bytes in
            (
                bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
            )
        }
    }

    var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

    /// In the same time wherever they differ.
    static func == (a: TokenHash, b: TokenHash) -> Bool {
        (a.words.0 ^ b.words.0) | (a.words.1 ^ b.words.1) | (a.words.2 ^ b.words.2) | (a.words.3 ^ b.words.3) == 0
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }
}
