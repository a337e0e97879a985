import DNS
import Records

/// A domain, as its organization sees it.
public struct Domain: Sendable, Hashable {
    public enum Status: String, Sendable, Hashable {
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
    public var recordCount: Int64
    public var serial: UInt32
    /// The number of its newest change.
    public var number: Int64
    /// Of its settings: an edit of its records does not move it.
    public var version: Int64
    /// Microseconds since 1970.
    public var createdAt: Int64
    public var updatedAt: Int64
}

extension Domain {
    init(_ row: DomainRow, _ settings: Settings) {
        self.init(
            id: row.id, uuid: row.uuid, organization: row.organization, name: row.name, status: row.status,
            nameservers: row.nameservers(settings).map { String($0.name.description.dropLast()) },
            recordCount: row.recordCount, serial: row.serial, number: row.number, version: row.version,
            createdAt: row.createdAt, updatedAt: row.updatedAt)
    }
}
