import DNS

/// A mail address, and the name that stands for it: `a.b@example.com` is `a\.b.example.com` (RFC 1035 §8).
public enum Mailbox {
    public static let form = "a mail address, as hostmaster@example.com"

    /// The name of an address, or what is such a name already.
    public static func read(_ text: String) -> Name? {
        guard let at = text.lastIndex(of: "@") else { return asName(text) }
        guard let domain = ServerName.read(String(text[text.index(after: at)...])) else { return nil }
        let local = Array(text[..<at].utf8)
        return isLocalPart(local[...]) ? try? domain.prepending(local) : nil
    }

    private static func asName(_ text: String) -> Name? {
        guard let name = try? Name(text), let local = name.labels.first, isLocalPart(local), let domain = name.parent,
            ServerName.read(domain.description) != nil
        else { return nil }
        return name
    }

    /// A dot-string (RFC 5321 §4.1.2): what has to be quoted, nobody's address has.
    private static func isLocalPart(_ octets: ArraySlice<UInt8>) -> Bool {
        octets.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty && atom.allSatisfy(atomText.contains)
        }
    }

    private static let atomText = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~".utf8)
}
