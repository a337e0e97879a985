import DNS
import Records

/// A domain, as its organization sees it.
public struct Domain: Sendable, Hashable {
    public enum Status: String, Sendable, Hashable, CaseIterable {
        case pending, active, suspended, deleted
    }

    /// The store's key; the name server's `zone`.
    public var id: Int64
    public var uuid: String
    public var organization: Int64
    /// In A-labels, lower case, without final dot.
    public var name: String
    public var status: Status
    /// The apex NS set in force, without final dots.
    public var nameservers: [String]
    /// Whether its organization has set them; else they are the operator's.
    public var namesItsServers: Bool
    /// What its organization has set of the SOA, in the order of the documentation.
    public var soa: JSON.Object
    public var delegation: Delegation
    public var recordCount: Int64
    public var serial: UInt32
    /// The number of its newest change.
    public var number: Int64
    /// Of its settings: an edit of its records does not move it.
    public var version: Int64
    /// While it is pending.
    public var claim: Claim?
    public var offer: Offer?
    /// Microseconds since 1970.
    public var createdAt: Int64
    public var updatedAt: Int64
    /// Of the write that answers with it.
    public var warnings: [Warning] = []
}

extension Domain {
    init(_ row: DomainRow, _ settings: Settings, warnings: [Warning] = []) {
        self.init(
            id: row.id, uuid: row.uuid, organization: row.organization, name: row.name, status: row.status,
            nameservers: row.nameservers(settings).map { $0.name.textWithoutDot },
            namesItsServers: row.authority.nameservers != nil, soa: row.authority.soaSettings,
            delegation: row.delegation, recordCount: row.recordCount, serial: row.serial, number: row.number,
            version: row.version, claim: row.claim, offer: row.offer, createdAt: row.createdAt,
            updatedAt: row.updatedAt, warnings: warnings)
    }
}

extension Name {
    /// As the API writes names: absolute, without the final dot.
    var textWithoutDot: String { String(description.dropLast()) }
}
