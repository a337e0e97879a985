/// RFC 1035 §3.2.1.
public struct ResourceRecord: Sendable, Hashable {
    public var owner: Name
    public var recordClass: RecordClass
    /// In seconds.
    public var ttl: UInt32
    public var rdata: RDATA

    public init(owner: Name, recordClass: RecordClass = .in, ttl: UInt32, rdata: RDATA) {
        self.owner = owner
        self.recordClass = recordClass
        self.ttl = ttl
        self.rdata = rdata
    }

    public var type: RecordType { rdata.type }
}

extension ResourceRecord: CustomStringConvertible {
    /// As a line of a master file.
    public var description: String {
        "\(owner) \(ttl) \(recordClass) \(type) \(rdata.text)"
    }
}
