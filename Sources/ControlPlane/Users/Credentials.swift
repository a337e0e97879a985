import Foundation
import Records

/// What an e-mail address and a password must look like.
enum Credentials {
    static let emailLength = 1...254
    // Bounds the work of the hash; NIST SP 800-63B §5.1.1.2 asks for at least 64.
    static let passwordLength = 1...1024
    private static let shortest = 8

    /// The form in which an address is stored and looked for.
    static func folded(_ email: String) -> String {
        email.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
    }

    /// The address in the form in which it is stored.
    static func checked(email text: String, at path: String) throws(Violation) -> String {
        let address = folded(text)
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        // Only a mail that arrives proves an address; this finds what cannot be one.
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, emailLength.contains(address.utf8.count),
            address.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7f })
        else {
            throw Violation(path, .format, "\(path): not an e-mail address")
        }
        return address
    }

    private static let guessedFirst: Set<String> = [
        "password", "passw0rd", "password1", "password123", "12345678", "123456789", "1234567890", "qwertyuiop",
        "qwerty123", "11111111", "00000000", "iloveyou", "letmein1", "changeme", "hostmaster", "administrator",
    ]

    /// Throws for a password that is too easy (NIST SP 800-63B §5.1.1.2: length and known ones, no recipes).
    static func checked(password: String, of email: String?, at path: String) throws(Violation) -> String {
        let folded = password.lowercased()
        let message: String? =
            if password.count < shortest {
                "shorter than \(shortest) characters"
            } else if password.utf8.count > passwordLength.upperBound {
                "longer than \(passwordLength.upperBound) bytes"
            } else if guessedFirst.contains(folded) {
                "is among those that are guessed first"
            } else if folded == email || Set(folded).count < 3 {
                "is too easy to guess"
            } else {
                nil
            }
        guard let message else { return password }
        throw Violation(path, .format, "\(path): \(message)")
    }
}

extension Credentials {
    /// As `checked`, refused as a whole body is.
    static func email(_ text: String, at path: String) throws(ControlPlaneError) -> String {
        do { return try checked(email: text, at: path) } catch { throw .invalid([error]) }
    }

    static func check(password: String, of email: String, at path: String) throws(ControlPlaneError) {
        do { _ = try checked(password: password, of: email, at: path) } catch { throw .invalid([error]) }
    }
}

extension BodyReader {
    /// An address that may be somebody's, in the form in which it is stored.
    mutating func email(_ name: String = "email", isRequired: Bool = true) -> String? {
        guard let text = text(name, Credentials.emailLength, isRequired: isRequired) else { return nil }
        do { return try Credentials.checked(email: text, at: name) } catch { note(error) }
        return nil
    }

    /// A password to be, of the user with that address.
    mutating func newPassword(of email: String?, isRequired: Bool = true) -> String? {
        guard let text = text("password", Credentials.passwordLength, isRequired: isRequired) else { return nil }
        do { return try Credentials.checked(password: text, of: email, at: "password") } catch { note(error) }
        return nil
    }

    /// A password as somebody says it is.
    mutating func password(_ name: String = "password") -> String? {
        text(name, Credentials.passwordLength, isRequired: true)
    }
}
