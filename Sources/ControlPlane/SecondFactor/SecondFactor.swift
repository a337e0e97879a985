import Records
import SQL

/// A code of a second factor, as it was typed.
public struct SecondFactorCode: Sendable {
    /// Six digits, or a recovery code.
    static let length = 1...40

    let text: String

    init(_ text: String) { self.text = text }

    public init(reading body: JSON) throws(Violations) {
        var reader = try BodyReader(body)
        let text = reader.text("code", Self.length, isRequired: true)
        try reader.finish()
        self.init(text ?? "")
    }

    /// Apps show the six digits in two groups.
    var digits: String { text.filter { !$0.isWhitespace } }
}

/// A user's second factor, unsealed.
struct SecondFactor: Sendable {
    let user: Int64
    let secret: [UInt8]

    /// Where the secret is sealed for.
    static func place(_ user: Int64) -> String { "users/\(user)/totp" }

    /// Uses the code up; throws `unauthenticated(totpRequired)` for one that is wrong or was used.
    func use(_ code: SecondFactorCode, at now: Int64, _ db: any Connection) throws {
        if let step = TOTP(secret: secret).step(of: code.digits, at: now) {
            // RFC 6238 §5.2: the second one with the same code is refused, also of two at once.
            let rows = try db.run(
                "update users set totp_step = $2 where id = $1 and totp_step < $2 returning id", user, step)
            guard !rows.isEmpty else { throw ControlPlaneError.unauthenticated(.totpRequired) }
        } else if try !RecoveryCode(code.text).use(by: user, db) {
            throw ControlPlaneError.unauthenticated(.totpRequired)
        }
    }
}
