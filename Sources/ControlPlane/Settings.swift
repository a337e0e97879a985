import DNS
import Foundation
import Records

/// What the operator lets people do who are not operators.
public struct Policy: Sendable, Hashable {
    /// Strangers use this instance: a domain is served only when its owner was proved.
    public var isPublic: Bool
    /// Every user may make organizations.
    public var opensOrganizations: Bool
    /// Anybody may become a user.
    public var opensRegistration: Bool

    public init(isPublic: Bool = false, opensOrganizations: Bool = false, opensRegistration: Bool = false) {
        self.isPublic = isPublic
        self.opensOrganizations = opensOrganizations
        self.opensRegistration = opensRegistration
    }
}

/// The operator's settings: what a domain serves where its owner has set nothing, and what people may do.
public struct Settings: Sendable {
    /// The apex NS set; empty: `ns1.<domain>`, with `addresses`.
    public var nameservers: [Name]
    /// RNAME of the SOA; nil: `hostmaster.<domain>`.
    public var contact: Name?
    /// A and AAAA of this server, where it does not listen on a wildcard address.
    public var addresses: [RDATA]
    public var policy: Policy
    /// Where people reach this instance, without a slash at its end; nil if that was not said.
    public var publicURL: String?
    /// What a password's hash costs.
    public var passwordCost: PasswordHash.Cost
    /// Names that nobody has alone.
    public var publicSuffixes = PublicSuffixList()
    /// Microseconds since 1970.
    public var now: @Sendable () -> Int64

    public init(
        nameservers: [Name] = [], contact: Name? = nil, addresses: [RDATA] = [], policy: Policy = Policy(),
        publicURL: String? = nil, passwordCost: PasswordHash.Cost = .standard,
        now: @escaping @Sendable () -> Int64 = Settings.wallClock
    ) {
        self.policy = policy
        self.publicURL = publicURL
        self.passwordCost = passwordCost
        self.nameservers = nameservers
        self.contact = contact
        self.addresses = addresses
        self.now = now
    }

    public static let wallClock: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1_000_000) }

    /// The same number on every start with the same settings, and another with others: the contact, of which the SOA
    /// alone depends, in its upper half.
    var fingerprint: Int64 {
        let served = nameservers.map { $0.canonical.wire } + [[]] + addresses.map(\.wire)
        return Int64(Self.hash([contact?.canonical.wire ?? []])) << 32 | Int64(Self.hash(served))
    }

    static func differInContact(_ a: Int64, _ b: Int64) -> Bool { a >> 32 != b >> 32 }

    /// FNV-1a: nothing here is secret or hostile, and Hasher differs from one start to the next.
    private static func hash(_ parts: [[UInt8]]) -> UInt32 {
        parts.joined(separator: [0xff]).reduce(0x811c_9dc5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    }
}
