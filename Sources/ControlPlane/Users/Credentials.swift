import Foundation
import Records

/// What an e-mail address and a password must look like.
enum Credentials {
    /// The address in the form in which it is stored; throws `invalid`.
    static func email(_ text: String, at path: String) throws(ControlPlaneError) -> String {
        let address = text.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        // Only a mail that arrives proves an address; this finds what cannot be one.
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, address.utf8.count <= 254,
            address.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7f })
        else {
            throw .invalid([Violation(path, .format, "is not an e-mail address")])
        }
        return address
    }

    private static let shortest = 8
    // Bounds the work of the hash; NIST SP 800-63B §5.1.1.2 asks for at least 64.
    private static let longest = 1024
    private static let guessedFirst: Set<String> = [
        "password", "passw0rd", "password1", "password123", "12345678", "123456789", "1234567890", "qwertyuiop",
        "qwerty123", "11111111", "00000000", "iloveyou", "letmein1", "changeme", "hostmaster", "administrator",
    ]

    /// Throws `invalid` for a password that is too easy (NIST SP 800-63B §5.1.1.2: length and known ones, no recipes).
    static func check(password: String, of email: String, at path: String) throws(ControlPlaneError) {
        let folded = password.lowercased()
        let message: String? =
            if password.count < shortest {
                "shorter than \(shortest) characters"
            } else if password.utf8.count > longest {
                "longer than \(longest) bytes"
            } else if guessedFirst.contains(folded) {
                "is among those that are guessed first"
            } else if folded == email || Set(folded).count < 3 {
                "is too easy to guess"
            } else {
                nil
            }
        guard let message else { return }
        throw .invalid([Violation(path, .format, message)])
    }
}
