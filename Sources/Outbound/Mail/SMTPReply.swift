/// A server's reply: a code, and a text in each of its lines (RFC 5321 §4.2).
struct SMTPReply: Hashable {
    var code: Int
    var lines: [String]

    /// RFC 3463: what stands before the text of many servers.
    var status: String? {
        guard let word = lines.last?.prefix(while: { $0 != " " }), word.utf8.count <= 9 else { return nil }
        let numbers = word.split(separator: ".", omittingEmptySubsequences: false)
        guard numbers.count == 3, numbers[0] == "\(code / 100)",
            numbers.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        return String(word)
    }
}

/// Puts octets together to replies. What it keeps is bounded.
struct SMTPReplyReader {
    struct NotAReply: Error {}

    // RFC 5321 §4.5.3.1.5 has 512; some say more.
    private static let longestLine = 2_000
    private static let mostLines = 100

    private var octets: [UInt8] = []
    private var code: Int?
    private var lines: [String] = []

    /// A reply, when its last line is there. No more than one may come at a time: nothing else was asked. What follows
    /// the reply to STARTTLS in clear, most of all, is somebody else's.
    mutating func received(_ more: some Sequence<UInt8>) throws(NotAReply) -> SMTPReply? {
        var reply: SMTPReply?
        for octet in more {
            guard reply == nil, octets.count < Self.longestLine else { throw NotAReply() }
            octets.append(octet)
            if octet == UInt8(ascii: "\n") { reply = try endLine() }
        }
        return reply
    }

    private mutating func endLine() throws(NotAReply) -> SMTPReply? {
        defer { octets = [] }
        guard octets.suffix(2) == [UInt8(ascii: "\r"), UInt8(ascii: "\n")] else { throw NotAReply() }
        let line = octets.dropLast(2)
        let digits = line.prefix(3).map { Int($0) - 0x30 }
        // RFC 5321 §4.2: from 200 to 559; every line has the same.
        guard digits.count == 3, (2...5).contains(digits[0]), (0...5).contains(digits[1]), (0...9).contains(digits[2]),
            code ?? digits.number == digits.number, lines.count < Self.mostLines
        else { throw NotAReply() }
        code = digits.number
        lines.append(String(decoding: line.dropFirst(4), as: UTF8.self))
        switch line.dropFirst(3).first {
        case UInt8(ascii: "-"): return nil
        case UInt8(ascii: " "), nil:
            defer { (code, lines) = (nil, []) }
            return SMTPReply(code: digits.number, lines: lines)
        default: throw NotAReply()
        }
    }
}

extension [Int] {
    fileprivate var number: Int { reduce(0) { $0 * 10 + $1 } }
}
