import Foundation
import Testing

@testable import Outbound

@Suite struct MailMessageTests {
    private func message(
        to recipient: String = "ann@example.net", subject: String = "Hello", text: String = "Grüße\n"
    ) throws -> MailMessage {
        try MailMessage(
            from: #require(MailAddress("dns@example.com")), to: recipient, subject: subject, text: text,
            date: Date(timeIntervalSince1970: 1_795_590_195),
            id: UUID(uuid: (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)))
    }

    @Test func itHasTheFieldsOfAMail() throws {
        #expect(
            String(decoding: try message().content, as: UTF8.self)
                == """
                From: <dns@example.com>
                To: <ann@example.net>
                Subject: Hello
                Date: Wed, 25 Nov 2026 07:03:15 +0000
                Message-ID: <01020304-0506-0708-090a-0b0c0d0e0f10@example.com>
                Auto-Submitted: auto-generated
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                Gr=C3=BC=C3=9Fe

                """.replacing("\n", with: "\r\n"))
    }

    @Test(arguments: [
        (".\n", ".."), (".a\n..b\n", "..a\r\n...b"), ("a.\nb", "a.\r\nb"), ("\n.\n\n", "\r\n..\r\n"),
    ]) func noLineOfItIsTheDotThatEndsIt(_ text: String, _ stuffed: String) throws {
        let octets = String(decoding: try message(text: text).stuffed, as: UTF8.self)
        #expect(octets.hasSuffix("\r\n\r\n\(stuffed)\r\n.\r\n"))
        #expect(octets.components(separatedBy: "\r\n.\r\n").count == 2)
    }

    @Test(arguments: ["a\r\nBcc: b@example.com", "a\nb", "a\rb", "\0", "ä", String(repeating: "a", count: 201)])
    func aSubjectIsOneFieldAndNoMore(_ subject: String) {
        #expect(throws: MailError.message) { try message(subject: subject) }
    }

    @Test(arguments: ["a@example.com\r\nBcc: b@example.com", "a@example.com>, <b@example.com", "a@b.c\nDATA", "ä@b.c"])
    func anAddressIsOneAddressAndNoMore(_ recipient: String) {
        #expect(throws: MailError.address) { try message(to: recipient) }
    }

    @Test func aTextHasItsSize() {
        #expect(throws: MailError.message) { try message(text: String(repeating: "a", count: 65_537)) }
    }
}
