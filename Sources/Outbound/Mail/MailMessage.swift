import Foundation

/// A mail of plain text to one person, as it goes over the wire (RFC 5322).
public struct MailMessage: Sendable, Hashable {
    public let sender: MailAddress
    public let recipient: MailAddress
    let content: [UInt8]

    // What is sent here is short; a line of a header has at most 998 characters (RFC 5322 §2.1.1).
    private static let longestSubject = 200
    private static let longestText = 64 << 10

    /// Throws `address` and `message`.
    public init(
        from sender: MailAddress, to recipient: String, subject: String, text: String, date: Date = Date(),
        id: UUID = UUID()
    ) throws(MailError) {
        guard let recipient = MailAddress(recipient) else { throw .address }
        // Printable ASCII alone: a line break would begin a field of its own.
        guard subject.utf8.count <= Self.longestSubject, subject.utf8.allSatisfy({ (0x20...0x7e).contains($0) }),
            text.utf8.count <= Self.longestText
        else { throw .message }
        self.sender = sender
        self.recipient = recipient
        let header = [
            "From: <\(sender)>", "To: <\(recipient)>", "Subject: \(subject)", "Date: \(Self.text(of: date))",
            "Message-ID: <\(id.uuidString.lowercased())@\(sender.domain)>",
            // Nobody's absence is to be told to us (RFC 3834 §5).
            "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable", "",
        ]
        content = header.flatMap { Array("\($0)\r\n".utf8) } + QuotedPrintable.encoded(text)
    }

    /// What is sent after DATA: no line of the mail can be the dot that ends it (RFC 5321 §4.5.2).
    var stuffed: [UInt8] {
        let (dot, newline) = (UInt8(ascii: "."), UInt8(ascii: "\n"))
        var (octets, before): ([UInt8], UInt8) = ([], newline)
        octets.reserveCapacity(content.count + 3)
        for octet in content {
            if before == newline, octet == dot { octets.append(dot) }
            octets.append(octet)
            before = octet
        }
        return octets + Array(".\r\n".utf8)
    }

    /// RFC 5322 §3.3: `Wed, 25 Nov 2026 12:00:00 +0000`, whatever the language of this machine.
    private static func text(of date: Date) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss Z"
        return formatter.string(from: date)
    }
}
