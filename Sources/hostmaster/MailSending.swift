import ControlPlane
import Logging
import Outbound
import ServiceLifecycle

/// Sends the mails that are posted, as long as the server runs. What waits when it ends is lost: whoever waits for a
/// mail asks again.
struct MailSending: Service, CustomStringConvertible {
    let plane: ControlPlane
    let logger: Logger

    var description: String { "mail" }

    func run() async throws {
        await cancelWhenGracefulShutdown { await plane.sendMails(logger) }
    }
}

extension MailRoute {
    /// Throws `MailClient.Failure`.
    func mailer(_ logger: Logger) throws -> Mailer {
        let client = try MailClient(to: server, from: sender, logger: logger)
        return { mail in try await client.send(to: mail.recipient, subject: mail.subject, text: mail.text) }
    }
}
