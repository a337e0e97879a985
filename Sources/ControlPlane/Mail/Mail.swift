/// A mail to one person, plain text.
public struct Mail: Sendable, Hashable {
    public var recipient: String
    public var subject: String
    public var text: String

    public init(to recipient: String, subject: String, text: String) {
        self.recipient = recipient
        self.subject = subject
        self.text = text
    }
}

/// Hands a mail over to a mail server.
public typealias Mailer = @Sendable (Mail) async throws -> Void

extension Mail {
    /// `url`: where people reach this instance; nil if that was not set.
    static func passwordReset(_ token: SecretToken, to email: String, at url: String?) -> Mail {
        let way =
            if let url {
                // After `#`, so that it is in no server's log.
                "open\n\n    \(url)/reset-password#\(token.plain)\n\n"
            } else {
                "send it, with a new password, to /api/auth/password-reset/confirm:\n\n    \(token.plain)\n\n"
            }
        return Mail(
            to: email, subject: "Set a new password",
            text: """
                Somebody, probably you, has asked to set a new password for \(email).

                To do so within the hour, \(way)If it was not you, there is nothing to do: without this mail nothing can
                be changed.

                """)
    }
}
