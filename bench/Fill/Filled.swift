/// What was made: enough for a client to find it.
struct Filled: Sendable {
    private var domains = 0
    private var records = 0
    /// Of the domain that was made last: the only one of most workloads.
    private var domain = ""
    private var firstRecord = Int64.max
    private var lastRecord = Int64.min

    mutating func made(_ uuid: String?) {
        guard let uuid else { return }
        domains += 1
        domain = uuid
    }

    mutating func made(_ record: Int64?) {
        guard let record else { return }
        records += 1
        firstRecord = min(firstRecord, record)
        lastRecord = max(lastRecord, record)
    }

    mutating func add(_ other: Filled) {
        domains += other.domains
        records += other.records
        if other.domains > 0 { domain = other.domain }
        firstRecord = min(firstRecord, other.firstRecord)
        lastRecord = max(lastRecord, other.lastRecord)
    }

    func json(seconds: Double) -> String {
        """
        {"domains":\(domains),"domain":"\(domain)","records":\(records),"firstRecord":\(firstRecord),\
        "lastRecord":\(lastRecord),"seconds":\(seconds)}
        """
    }
}
