import Logging
import NIOCore
import Testing

@testable import Outbound

/// The client before servers that do what none should.
@Suite struct MailClientTests {
    private static var limits: MailClient.Limits {
        var limits = MailClient.Limits()
        limits.connection = .seconds(5)
        limits.step = .milliseconds(300)
        limits.content = .milliseconds(300)
        limits.whole = .seconds(20)
        limits.pauses = []
        return limits
    }

    private func send(to impostor: MailImpostor, _ limits: MailClient.Limits = limits) async throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let client = try MailClient(
            to: #require(try impostor.server()), from: #require(MailAddress("dns@example.com")), limits: limits,
            logger: logger)
        try await client.send(to: "ann@example.net", subject: "Hello", text: ".\nHello\n")
    }

    private func failure(
        _ limits: MailClient.Limits = limits, _ script: @escaping MailImpostor.Script
    ) async throws -> MailError? {
        var failure: MailError?
        try await MailImpostor.with(script) { impostor in
            failure = await #expect(throws: MailError.self) { try await send(to: impostor, limits) }
        }
        return failure
    }

    /// What a server says that does as it should; nil to the lines of a mail.
    private static func proper(_ line: String?) -> MailImpostor.Reply {
        switch line {
        case nil: .say("220 hi\r\n")
        case let line? where line.hasPrefix("EHLO"): .say("250-mail.example\r\n250 SIZE 1000000\r\n")
        case "DATA": .say("354 go\r\n")
        case ".": .say("250 queued\r\n")
        case let line? where line.hasPrefix("MAIL") || line.hasPrefix("RCPT"): .say("250 ok\r\n")
        default: .nothing
        }
    }

    @Test func everyOctetOfTheTextArrives() async throws {
        try await MailImpostor.with({ _, line in Self.proper(line) }) { impostor in
            try await send(to: impostor)
            #expect(impostor.heard.contains(".."))
            #expect(impostor.heard.first == "EHLO [127.0.0.1]")
        }
    }

    @Test(arguments: [nil, "EHLO", "MAIL", "RCPT", "DATA", "."]) func aServerThatGoesSilentIsLeft(
        _ silence: String?
    ) async throws {
        let error = try await failure { _, line in
            let isThen = silence.map { line?.hasPrefix($0) ?? false } ?? (line == nil)
            return isThen ? .nothing : Self.proper(line)
        }
        let step: [String?: MailError.Step] = [
            nil: .greeting, "EHLO": .hello, "MAIL": .sender, "RCPT": .recipient, "DATA": .data, ".": .content,
        ]
        #expect(error == step[silence].map { .silent($0) })
    }

    @Test func aReplyThatComesDropByDropHasItsTimeAsAWhole() async throws {
        #expect(try await failure { _, _ in .drip } == .silent(.greeting))
    }

    @Test func allOfItHasItsTime() async throws {
        var limits = Self.limits
        limits.step = .seconds(20)
        limits.whole = .milliseconds(200)
        #expect(try await failure(limits) { _, _ in .nothing } == .late)
    }

    @Test func repliesWithoutEndAreNotReadToTheEnd() async throws {
        let lines = String(repeating: "220-more\r\n", count: 50_000)
        #expect(try await failure { _, _ in .say(lines) } == .notSMTP(.greeting))
        let line = "220 " + String(repeating: "x", count: 500_000)
        #expect(try await failure { _, _ in .say(line) } == .notSMTP(.greeting))
        #expect(try await failure { _, _ in .say("220 one\r\n220 two\r\n") } == .notSMTP(.greeting))
    }

    /// CVE-2011-0411: what comes in clear behind the reply to STARTTLS would else count as said under TLS.
    @Test func nothingInClearIsTakenAlongIntoTLS() async throws {
        let error = try await failure { _, line in
            switch line {
            case nil: .say("220 hi\r\n")
            case "STARTTLS": .say("220 go\r\n250 mail.example\r\n")
            default: .say("250-mail.example\r\n250 STARTTLS\r\n")
            }
        }
        #expect(error == .notSMTP(.startTLS))
    }

    @Test func aServerThatSpeaksNoTLSAfterItsOfferGetsNoMail() async throws {
        try await MailImpostor.with({ _, line in
            switch line {
            case nil: .say("220 hi\r\n")
            case "STARTTLS": .say("220 go\r\n")
            case let line? where line.hasPrefix("EHLO"): .say("250-mail.example\r\n250 STARTTLS\r\n")
            default: .say("250 mail.example\r\n")
            }
        }) { impostor in
            await #expect(throws: MailError.self) { try await send(to: impostor) }
            #expect(!impostor.heard.contains { $0.hasPrefix("MAIL") })
        }
    }

    @Test func aServerThatHangsUpIsSaidSo() async throws {
        #expect(try await failure { _, _ in .close } == .closed(.greeting))
        #expect(
            try await failure { _, line in line == "DATA" ? .close : Self.proper(line) } == .closed(.data))
    }

    @Test func whereNobodyListensThereIsNoConnection() async throws {
        // Nobody but root has that port, and here nobody.
        let client = try MailClient(
            to: #require(MailServer("smtp://127.0.0.1:1")), from: #require(MailAddress("dns@example.com")),
            limits: Self.limits, logger: Logger(label: "test"))
        await #expect(throws: MailError.unreachable) {
            try await client.send(to: "ann@example.net", subject: "Hello", text: "")
        }
    }

    @Test func whatFailsForNowIsTriedAgainAndWhatFailsForGoodIsNot() async throws {
        var limits = Self.limits
        limits.pauses = [.milliseconds(1), .milliseconds(1)]
        try await MailImpostor.with({ connection, line in
            guard connection < 2, line?.hasPrefix("RCPT") == true else { return Self.proper(line) }
            return connection == 0 ? .say("451 4.7.1 come back later\r\n") : .close
        }) { impostor in
            try await send(to: impostor, limits)
            #expect(impostor.connections == 3)
        }
        for (reply, connections) in [("550 5.1.1 no\r\n", 1), ("450 4.2.1 no\r\n", 3)] {
            try await MailImpostor.with({ _, line in
                line?.hasPrefix("RCPT") == true ? .say(reply) : Self.proper(line)
            }) { impostor in
                await #expect(throws: MailError.self) { try await send(to: impostor, limits) }
                #expect(impostor.connections == connections)
            }
        }
    }

    @Test func whoIsCancelledDoesNotWait() async throws {
        var limits = Self.limits
        limits.step = .seconds(20)
        let patient = limits
        try await MailImpostor.with({ _, _ in .nothing }) { impostor in
            let sending = Task { try await send(to: impostor, patient) }
            while impostor.connections == 0 { try await Task.sleep(for: .milliseconds(5)) }
            let start = ContinuousClock.now
            sending.cancel()
            await #expect(throws: CancellationError.self) { try await sending.value }
            #expect(.now - start < .seconds(10))
        }
    }
}
