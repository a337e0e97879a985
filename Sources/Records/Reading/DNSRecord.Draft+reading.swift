import DNS

extension DNSRecord.Draft {
    /// Reads the body of a request.
    ///
    /// - Parameter provider: where the domain lives, which may hold less than the record model has.
    /// - Returns: the record, or everything that is wrong with the body, in the order of the documentation's members.
    public static func read(
        _ body: JSON, in domain: Name, at provider: ProviderDescription = .builtIn
    ) -> Result<DNSRecord.Draft, Violations> {
        guard case .object(let object) = body else {
            return .failure(Violations([Violation("", .type, "the body: not a JSON object")]))
        }
        return DraftReader(members: BodyMembers(object), domain: domain, provider: provider).read()
    }
}
