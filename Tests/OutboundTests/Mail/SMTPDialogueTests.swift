import Foundation
import Testing

@testable import Outbound

@Suite struct SMTPDialogueTests {
    private func dialogue(_ url: String) throws -> SMTPDialogue {
        let message = try MailMessage(
            from: #require(MailAddress("dns@example.com")), to: "ann@example.net", subject: "Hello", text: "Hello\n")
        return SMTPDialogue(message, to: try #require(MailServer(url)), as: "[192.0.2.1]")
    }

    private enum Turn {
        case reply(Int, [String])
        case handshake
    }

    /// The lines that are sent in turn; then how it ends.
    private func hold(_ dialogue: SMTPDialogue, _ turns: [Turn]) -> [String] {
        var dialogue = dialogue
        return turns.map { turn in
            let action =
                switch turn {
                case .reply(let code, let lines): dialogue.received(SMTPReply(code: code, lines: lines))
                case .handshake: dialogue.secured()
                }
            return switch action {
            case .send(let octets): String(decoding: octets, as: UTF8.self).replacing("\r\n", with: "|")
            case .startTLS: "(TLS)"
            case .done: "(done)"
            case .fail(let error): "(\(error))"
            }
        }
    }

    private static let tail: [Turn] = [
        .reply(250, ["ok"]), .reply(250, ["ok"]), .reply(354, ["go"]), .reply(250, ["queued"]),
    ]

    @Test func aMailGoesInTheClearWhereThereIsNothingElse() throws {
        let said = hold(
            try dialogue("smtp://mail.example"),
            [.reply(220, ["hi"]), .reply(250, ["mail.example", "SIZE 1000"])] + Self.tail)
        #expect(said.count == 6)
        #expect(said[0] == "EHLO [192.0.2.1]|")
        #expect(said[1...3] == ["MAIL FROM:<dns@example.com>|", "RCPT TO:<ann@example.net>|", "DATA|"])
        #expect(said[4].hasPrefix("From: <dns@example.com>|To: <ann@example.net>|"))
        #expect(said[4].hasSuffix("||Hello|.|"))
        #expect(said[5] == "(done)")
    }

    @Test func tlsIsTakenWhereItIsOfferedAndAllIsAskedAnew() throws {
        let said = hold(
            try dialogue("smtp://user:sesame@mail.example"),
            [
                .reply(220, ["hi"]), .reply(250, ["mail.example", "starttls", "AUTH LOGIN"]), .reply(220, ["go"]),
                .handshake, .reply(250, ["mail.example", "AUTH GSSAPI Plain LOGIN"]), .reply(235, ["ok"]),
            ] + Self.tail)
        let plain = Data("\0user\0sesame".utf8).base64EncodedString()
        #expect(
            said[..<6] == [
                "EHLO [192.0.2.1]|", "STARTTLS|", "(TLS)", "EHLO [192.0.2.1]|", "AUTH PLAIN \(plain)|",
                "MAIL FROM:<dns@example.com>|",
            ])
        #expect(said.last == "(done)")
    }

    @Test func loginIsTheOtherWay() throws {
        let said = hold(
            try dialogue("smtps://user:sesame@mail.example"),
            [
                .reply(220, ["hi"]), .reply(250, ["mail.example", "STARTTLS", "AUTH LOGIN"]), .reply(334, ["VXNlcg"]),
                .reply(334, ["UGFzcw"]), .reply(235, ["ok"]),
            ])
        #expect(
            said == ["EHLO [192.0.2.1]|", "AUTH LOGIN|", "dXNlcg==|", "c2VzYW1l|", "MAIL FROM:<dns@example.com>|"])
    }

    @Test(
        arguments: [
            ("smtp://u:p@m", [.reply(220, []), .reply(250, ["m", "AUTH PLAIN"])], "\(MailError.noTLS)"),
            ("smtps://u:p@m", [.reply(220, []), .reply(250, ["m"])], "\(MailError.noLogin)"),
            ("smtps://u:p@m", [.reply(220, []), .reply(250, ["m", "AUTH CRAM-MD5"])], "\(MailError.noLogin)"),
            ("smtp://m", [.reply(554, ["no"])], "the mail server refused greeting: 554"),
            ("smtp://m", [.reply(220, []), .reply(502, ["no"])], "the mail server refused EHLO: 502"),
            (
                "smtp://m", [.reply(220, []), .reply(250, ["m", "STARTTLS"]), .reply(454, ["4.7.0 later"])],
                "the mail server refused STARTTLS: 454 4.7.0"
            ),
            (
                "smtps://u:sesame@m",
                [.reply(220, []), .reply(250, ["m", "AUTH PLAIN"]), .reply(535, ["not sesame"])],
                "the mail server refused AUTH: 535"
            ),
            (
                "smtp://m", [.reply(220, []), .reply(250, ["m"]), .reply(250, []), .reply(550, ["5.1.1 who?"])],
                "the mail server refused RCPT TO: 550 5.1.1"
            ),
            (
                "smtp://m", [.reply(220, []), .reply(250, ["m"]), .reply(250, []), .reply(354, [])],
                "what the mail server sent is not SMTP: RCPT TO"
            ),
            (
                "smtp://m", [.reply(220, []), .reply(250, ["m"]), .reply(250, []), .reply(251, []), .reply(250, [])],
                "what the mail server sent is not SMTP: DATA"
            ),
        ] as [(String, [Turn], String)])
    private func whatGoesWrongIsSaidWithoutTheServersWords(_ url: String, _ turns: [Turn], _ end: String) throws {
        let said = hold(try dialogue(url), turns)
        #expect(said.last == "(\(end))")
        #expect(said.dropLast().allSatisfy { !$0.hasPrefix("(") })
    }

    @Test(arguments: [
        (MailError.refused(.recipient, code: 451, status: nil), true),
        (.refused(.greeting, code: 421, status: nil), true),
        (.refused(.recipient, code: 550, status: nil), false), (.unreachable, true), (.silent(.data), true),
        (.closed(.hello), true), (.late, true), (.busy, true), (.notSMTP(.hello), false), (.noTLS, false),
        (.badCertificate, false), (.address, false),
    ]) func whatMayGoBetterLaterIsKnown(_ error: MailError, _ isTemporary: Bool) {
        #expect(error.isTemporary == isTemporary)
    }
}
