import Logging

/// Mails that wait for their turn. Who posts one does not wait, and does not learn what became of it.
final class Outbox: Sendable {
    /// Writes the mail when its turn has come; nil if there is none to be written after all.
    typealias Letter = @Sendable () async throws -> Mail?

    // Nobody fills the memory by asking for mails.
    private static let limit = 1_000
    // One that has to wait, because its server does not take it yet, does not hold up the others.
    private static let mostUnderWay = 64

    private let letters: AsyncStream<Letter>
    private let entrance: AsyncStream<Letter>.Continuation
    private let mailer: Mailer

    init(_ mailer: @escaping Mailer) {
        (letters, entrance) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.limit))
        self.mailer = mailer
    }

    func post(_ letter: @escaping Letter) { entrance.yield(letter) }

    /// Sends what is posted, in no certain order, until the task is cancelled.
    func send(_ logger: Logger) async {
        await withTaskGroup(of: Void.self) { sending in
            var underWay = 0
            for await letter in letters {
                if underWay == Self.mostUnderWay {
                    await sending.next()
                    underWay -= 1
                }
                sending.addTask { await self.send(letter, logger) }
                underWay += 1
            }
        }
    }

    private func send(_ letter: Letter, _ logger: Logger) async {
        do {
            guard let mail = try await letter() else { return }
            try await mailer(mail)
            logger.info("mail sent")
        } catch {
            // Without the mail: it holds a secret.
            logger.warning("mail not sent", metadata: ["error": "\(error)"])
        }
    }
}

extension ControlPlane {
    /// Sends mails for as long as the task is not cancelled; one call a process.
    public func sendMails(_ logger: Logger) async { await outbox?.send(logger) }
}
