import DNS

/// What is asked of the DNS outside, by whoever can ask: it comes in when the control plane is made.
public struct PublicDNS: Sendable {
    /// The TXT records at a name, each as one text; nil where nobody knows.
    public var texts: @Sendable (Name) async -> [String]?
    /// The name servers that the parent names for a domain, none where it has no delegation; nil where nobody knows.
    public var nameservers: @Sendable (Name) async -> [Name]?

    public init(
        texts: @escaping @Sendable (Name) async -> [String]?,
        nameservers: @escaping @Sendable (Name) async -> [Name]?
    ) {
        self.texts = texts
        self.nameservers = nameservers
    }

    /// Where there is nobody to ask.
    public static let unreachable = PublicDNS(texts: { _ in nil }, nameservers: { _ in nil })
}
