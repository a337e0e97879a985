/// What an organization publishes to prove that a pending domain is its own.
public struct Claim: Sendable, Hashable {
    /// Stands before the domain's name.
    public static let label = "_hostmaster-challenge"
    /// Microseconds.
    static let lifetime: Int64 = 7 * 86_400 * 1_000_000

    /// The text of the TXT record, given for this claim alone.
    public var text: String
    /// Microseconds since 1970.
    public var expiresAt: Int64

    init(text: String, expiresAt: Int64) {
        self.text = text
        self.expiresAt = expiresAt
    }

    /// A new one, of 128 random bits.
    init(at now: Int64) {
        var generator = SystemRandomNumberGenerator()
        let digits = Array("0123456789abcdef")
        text = String((0..<32).map { _ in digits[Int.random(in: 0..<16, using: &generator)] })
        expiresAt = now + Self.lifetime
    }
}

/// A domain that its organization would give to another.
public struct Offer: Sendable, Hashable {
    /// The one that may take it.
    public var organization: Int64
    /// Microseconds since 1970.
    public var offeredAt: Int64
    /// There was no such organization then: whoever gets its id later was not meant. Nothing else tells that apart.
    var isVoid: Bool
}
