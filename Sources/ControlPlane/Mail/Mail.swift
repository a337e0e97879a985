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
        Mail(
            to: email, subject: "Set a new password",
            text: """
                Somebody, probably you, has asked to set a new password for \(email).

                To do so within the hour, send this token and the new password

                    \(token.plain)

                as "token" and "password" in JSON, with POST, to

                    \(url ?? "")/api/auth/password-reset/confirm

                If it was not you, there is nothing to do: without this mail nothing can be changed.

                """)
    }

    static func invitation(_ issued: IssuedInvitation, at url: String?) -> Mail {
        let (invitation, inviter) = (issued.invitation, issued.invitation.invitedBy ?? "Somebody")
        // What others have named themselves stays out of the subject.
        return Mail(
            to: invitation.email, subject: "An invitation to manage DNS",
            text: """
                \(inviter) invites you to become a member (\(invitation.role.rawValue)) of the organization
                "\(issued.organization)"\(url.map { " at \($0)" } ?? "").

                To accept within 7 days, log in with the address \(invitation.email), and send a POST to

                    \(url ?? "")/api/invitations/\(issued.token)/accept

                If you do not know what this is about, there is nothing to do: you become a member of nothing by itself.

                """)
    }
}
