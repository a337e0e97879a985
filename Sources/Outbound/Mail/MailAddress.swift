import DNS

/// The address of a mailbox: `local-part@domain`, each as RFC 5321 §4.1.2 writes it without quotes and literals.
///
/// Nothing in it can end a command or a header field, or begin another: what would have to be quoted is refused.
public struct MailAddress: Sendable, Hashable, CustomStringConvertible {
    public let description: String
    let domain: String

    // RFC 5321 §4.5.3.1.1 and .3, whose path has two brackets more.
    private static let longestLocalPart = 64
    private static let longest = 254

    public init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.longest, parts.count == 2, parts[0].count <= Self.longestLocalPart,
            DotString.isOne(parts[0]), Self.isDomain(parts[1])
        else { return nil }
        description = text
        domain = String(decoding: parts[1], as: UTF8.self)
    }

    private static func isDomain(_ octets: Substring.UTF8View) -> Bool {
        let hyphen = UInt8(ascii: "-")
        return octets.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
                && label.allSatisfy { letters.contains($0) || $0 == hyphen }
        }
    }

    private static let letters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
}
