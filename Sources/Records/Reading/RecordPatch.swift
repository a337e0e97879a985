import DNS

/// A merge patch of a record (RFC 7396): read against the record that it meets.
///
/// What it does not mention stays as it is, whether or not a body could say it: a TTL that an import brought. The value
/// and the fields of the type depend on one another, and are read together where one of them is sent.
public struct RecordPatch: Sendable, Hashable {
    private let object: JSON.Object

    public init(reading body: JSON) throws(Violations) {
        guard let object = body.object else { throw Violations("", .type, "the body: not a JSON object") }
        self.object = object
    }

    /// The record as the patch leaves it. Throws all that is wrong with what was sent.
    public func applied(
        to draft: DNSRecord.Draft, in domain: Name, at provider: ProviderDescription = .builtIn
    ) throws(Violations) -> DNSRecord.Draft {
        let members = BodyMembers(object, over: draft)
        return try DraftReader(members: members, domain: domain, provider: provider, kept: draft).read().get()
    }
}
