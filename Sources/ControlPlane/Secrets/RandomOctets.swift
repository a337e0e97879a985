/// Octets that nobody can guess.
enum RandomOctets {
    static func octets(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// A name that no other thing has: 128 bits.
    static func name() -> String { Base64URL.text(octets(16)) }
}
