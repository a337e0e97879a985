import Crypto
import SQL

/// What stands in for the second factor once, when that is lost: 80 random bits.
struct RecoveryCode: Sendable, Hashable {
    static let count = 10
    // Without what is mistaken for something else: l, o, 0 and 1.
    private static let digits = Array("abcdefghijkmnpqrstuvwxyz23456789".utf8)

    /// As it is typed, without what makes it legible.
    let text: String

    static func random() -> RecoveryCode { RecoveryCode(Base32.text(RandomOctets.octets(10), digits: digits)) }

    init(_ text: String) {
        self.text = text.lowercased().filter { $0 != "-" && !$0.isWhitespace }
    }

    /// `abcd-efgh-ijkm-npqr`.
    var shown: String {
        let digits = Array(text)
        return stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<min($0 + 4, digits.count)]) }
            .joined(separator: "-")
    }

    var hash: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }

    /// New ones in the place of those that the user has.
    static func replace(_ codes: [RecoveryCode], of user: Int64, _ db: any Connection) throws {
        try db.run("delete from recovery_codes where user_id = $1", user)
        for code in codes {
            try db.run("insert into recovery_codes (user_id, hash) values ($1, $2)", user, code.hash)
        }
    }

    /// Whether it is one of the user's, which is used up by it.
    func use(by user: Int64, _ db: any Connection) throws -> Bool {
        !(try db.run("delete from recovery_codes where user_id = $1 and hash = $2 returning hash", user, hash)).isEmpty
    }
}
