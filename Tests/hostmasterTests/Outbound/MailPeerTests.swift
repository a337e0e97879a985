import Foundation
import Logging
import Outbound
import Records
import Testing

/// The mail client before a mail server of another vendor.
@Suite(.serialized, .otherPrograms) struct MailPeerTests {
    private static let login = ["--login", "user@example.com:open sesame/"]
    private static let userInfo = "user%40example.com:open%20sesame%2F@"
    private static let text = """
        Grüße an alle,
        .
        ..und From hier
        =20 und ein Leerzeichen \n\
        \(String(repeating: "lang ", count: 40))

        """

    private func send(
        to url: String, trusting certificates: Certificates? = nil, recipient: String = "ann@example.net",
        pauses: [Duration] = []
    ) async throws {
        var (logger, limits) = (Logger(label: "test"), MailClient.Limits())
        logger.logLevel = .critical
        limits.pauses = pauses
        let client = try MailClient(
            to: #require(MailServer(url)), from: #require(MailAddress("dns@example.com")),
            authorities: certificates?.authority, limits: limits, logger: logger)
        try await client.send(to: recipient, subject: "Hello = you", text: Self.text)
    }

    private func expectThatItArrived(_ peer: MailPeer, tls: Bool = false, login: Bool = false) async throws {
        let mail = try await peer.mail()
        #expect(mail.json["from"]?.string == "dns@example.com")
        #expect(mail.recipients == ["ann@example.net"])
        #expect(mail.json["tls"] == .bool(tls))
        #expect(mail.json["login"] == .bool(login))
        #expect(mail.json["helo"]?.string == "[127.0.0.1]")
        #expect(mail["From"] == ["dns@example.com"] || mail["From"] == ["<dns@example.com>"])
        #expect(mail["Subject"] == ["Hello = you"])
        #expect(mail["Content-Type"] == ["text/plain; charset=\"utf-8\""], "\(mail["Content-Type"])")
        #expect(mail["Message-ID"].first?.hasSuffix("@example.com>") == true)
        #expect(mail.text == Self.text)
        #expect(mail.json["defects"]?.array == [])
        #expect(mail.json["bare"]?.integer == 0)
        #expect(mail.json["longest"]?.integer ?? 999 <= 78)
        let date = Double(try #require(mail.json["date"]?.integer))
        #expect(abs(date - Date().timeIntervalSince1970) < 60)
    }

    @Test func aMailArrivesInTheClear() async throws {
        let peer = try await MailPeer()
        try await send(to: "smtp://127.0.0.1:\(peer.port)")
        try await expectThatItArrived(peer)
    }

    @Test func tlsIsTakenWhereItIsOfferedWhoeverTheServerIs() async throws {
        let certificates = try await Certificates()
        let peer = try await MailPeer(["--tls", "offered"], certificates: certificates)
        try await send(to: "smtp://127.0.0.1:\(peer.port)")
        try await expectThatItArrived(peer, tls: true)
    }

    @Test(arguments: [
        ("smtp", "offered", "localhost", []), ("smtps", "always", "127.0.0.1", []),
        ("smtp", "offered", "127.0.0.1", ["--without", "PLAIN"]),
    ])
    func whoHasAPasswordLogsInUnderTLS(
        _ scheme: String, _ tls: String, _ host: String, _ options: [String]
    ) async throws {
        let certificates = try await Certificates()
        let peer = try await MailPeer(["--tls", tls] + Self.login + options, certificates: certificates)
        try await send(to: "\(scheme)://\(Self.userInfo)\(host):\(peer.port)", trusting: certificates)
        try await expectThatItArrived(peer, tls: true, login: true)
    }

    @Test func aPasswordIsNotSentInTheClearNorToAStranger() async throws {
        let clear = try await MailPeer()
        await #expect(throws: MailError.noTLS) {
            try await send(to: "smtp://user:sesame@127.0.0.1:\(clear.port)")
        }
        let certificates = try await Certificates()
        let stranger = try await MailPeer(["--tls", "offered"] + Self.login, certificates: certificates)
        await #expect(throws: MailError.badCertificate) {
            try await send(to: "smtp://\(Self.userInfo)127.0.0.1:\(stranger.port)")
        }
        #expect(clear.count + stranger.count == 0)
    }

    @Test func aWrongPasswordIsSaidWithoutIt() async throws {
        let certificates = try await Certificates()
        let peer = try await MailPeer(["--tls", "offered"] + Self.login, certificates: certificates)
        await #expect(throws: MailError.refused(.login, code: 535, status: "5.7.8")) {
            try await send(to: "smtp://user:wrong@127.0.0.1:\(peer.port)", trusting: certificates)
        }
    }

    @Test func aServerThatDoesNotTakeItYetIsAskedAgain() async throws {
        let peer = try await MailPeer(["--refuse", "451 4.7.1 Later", "--refuse", "421 4.3.2 Not now"])
        try await send(to: "smtp://127.0.0.1:\(peer.port)", pauses: Array(repeating: .milliseconds(20), count: 3))
        try await expectThatItArrived(peer)
        #expect(peer.count == 1)
    }

    @Test func aServerThatDoesNotTakeItAtAllIsNotAskedAgain() async throws {
        let peer = try await MailPeer(["--refuse", "550 5.1.1 Who is ann@example.net?"])
        await #expect(throws: MailError.refused(.recipient, code: 550, status: "5.1.1")) {
            try await send(to: "smtp://127.0.0.1:\(peer.port)", pauses: [.milliseconds(1)])
        }
        #expect(peer.count == 0)
    }

    @Test func nobodyIsAddedToWhomAMailGoes() async throws {
        let peer = try await MailPeer()
        for address in [
            "a@b.example>\r\nRCPT TO:<c@d.example", "a@b.example\nBcc: c@d.example", "a@b.example,c@d.example",
        ] {
            await #expect(throws: MailError.address) {
                try await send(to: "smtp://127.0.0.1:\(peer.port)", recipient: address)
            }
        }
        #expect(peer.count == 0)
    }
}
