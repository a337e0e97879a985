import Logging
import Testing

@testable import ControlPlane

@Suite struct OutboxTests {
    private var quiet: Logger {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }

    private func mail(_ subject: String) -> Mail { Mail(to: "a@b", subject: subject, text: "") }

    @Test func aMailThatCannotBeSentHoldsUpNoOther() async throws {
        let sent = SentMails()
        let outbox = Outbox { mail in
            if mail.subject == "1" { throw ControlPlaneError.unavailable(retryAfter: 1) }
            sent.note(mail)
        }
        for i in 1...3 { outbox.post { i == 2 ? nil : mail("\(i)") } }
        let sending = Task { [quiet] in await outbox.send(quiet) }
        #expect(try await sent.mail(0).subject == "3")
        sending.cancel()
        await sending.value
        #expect(sent.count == 1)
    }

    @Test func aMailThatTakesLongHoldsUpNoOther() async throws {
        let sent = SentMails()
        let outbox = Outbox { mail in
            if mail.subject == "slow" { try await Task.sleep(for: .seconds(3_600)) }
            sent.note(mail)
        }
        for i in 0..<63 { outbox.post { mail(i % 2 == 0 ? "slow" : "\(i)") } }
        for i in 0..<100 { outbox.post { mail("after \(i)") } }
        let sending = Task { [quiet] in await outbox.send(quiet) }
        _ = try await sent.mail(130)
        // Nor does it the end.
        sending.cancel()
        await sending.value
        #expect(sent.count == 131)
    }
}
