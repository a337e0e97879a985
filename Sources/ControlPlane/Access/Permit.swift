import Records

/// A caller's leave to edit the records of one domain, to be asked for each edit.
struct Permit: Sendable {
    let caller: Caller
    let organization: Int64
    /// The domain's name.
    let domain: String

    var quotas: Quotas { caller.organizations[organization]?.quotas ?? Quotas() }

    /// Throws `forbidden` for a record that may not be made.
    func create(_ record: DNSRecord.Draft) throws(ControlPlaneError) {
        try Access.require(caller, .create, .edit(from: nil, to: record, in: domain), of: organization)
    }

    /// Throws `forbidden` for a record that may not be touched as it is, or not become what it is to be.
    func update(_ record: DNSRecord.Draft, to draft: DNSRecord.Draft) throws(ControlPlaneError) {
        try Access.require(caller, .update, .edit(from: record, to: draft, in: domain), of: organization)
    }

    /// Throws `forbidden` for a record that may not be removed.
    func delete(_ record: DNSRecord.Draft) throws(ControlPlaneError) {
        try Access.require(caller, .delete, .edit(from: record, to: nil, in: domain), of: organization)
    }

    /// Throws `forbidden` for a record that may not be seen.
    func read(_ record: DNSRecord.Draft) throws(ControlPlaneError) {
        try Access.require(caller, .read, .record(record, in: domain), of: organization)
    }

    /// Throws `forbidden` where the domain's settings may not be seen.
    func readDomain() throws(ControlPlaneError) {
        try Access.require(caller, .read, .domain(domain), of: organization)
    }

    func mayRead(_ record: DNSRecord.Draft) -> Bool {
        Access.decide(caller, .read, .record(record, in: domain), of: organization) == .allowed
    }
}
