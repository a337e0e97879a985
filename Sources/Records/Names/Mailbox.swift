import DNS

/// A mail address, and the name that stands for it: `a.b@example.com` is `a\.b.example.com` (RFC 1035 §8).
public enum Mailbox {
    public static let form = "a mail address, as hostmaster@example.com"

    /// The name of an address, or what is such a name already.
    public static func read(_ text: String) -> Name? {
        guard let at = text.lastIndex(of: "@") else { return asName(text) }
        guard let domain = ServerName.read(String(text[text.index(after: at)...])) else { return nil }
        let local = Array(text[..<at].utf8)
        return DotString.isOne(local) ? try? domain.prepending(local) : nil
    }

    private static func asName(_ text: String) -> Name? {
        guard let name = try? Name(text), let local = name.labels.first, DotString.isOne(local),
            let domain = name.parent, ServerName.read(domain.description) != nil
        else { return nil }
        return name
    }
}
