import DNS

extension DNSRecord {
    /// A name as it is typed, in the form in which records have it: relative, lower case, `@` for `domain` itself.
    public static func name(_ text: String, in domain: Name) throws(Violations) -> String {
        try OwnerName(text, in: domain).text
    }
}
