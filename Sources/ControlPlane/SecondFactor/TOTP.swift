import Crypto

/// RFC 6238 with what every authenticator app takes for granted: SHA-1, steps of 30 seconds, six digits.
struct TOTP: Sendable {
    static let period: Int64 = 30
    static let digits = 6
    // A clock may be a step off, and typing takes its time (RFC 6238 §5.2).
    private static let window: ClosedRange<Int64> = -1...1
    // RFC 4226 §4, R6: at least 128 bits, 160 are recommended.
    static let secretSize = 20

    let secret: [UInt8]

    /// `now` in microseconds since 1970.
    static func step(at now: Int64) -> Int64 { now / 1_000_000 / period }

    /// RFC 4226 §5.3.
    func code(at step: Int64, digits: Int = Self.digits) -> String {
        let counter = withUnsafeBytes(of: step.bigEndian) { Array($0) }
        let code = HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret))
        let octets = Array(code)
        let offset = Int(octets[19] & 0xf)
        let number = octets[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
        let text = String(Int(number) % (0..<digits).reduce(1) { power, _ in power * 10 })
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }

    /// The step that `code` is of; nil if it is of none about now. Every one of them is compared, to the end.
    func step(of code: String, at now: Int64) -> Int64? {
        var found: Int64?
        for step in Self.window.map({ Self.step(at: now) + $0 }) {
            if ConstantTime.areEqual(Array(self.code(at: step).utf8), Array(code.utf8)) { found = step }
        }
        return found
    }
}
