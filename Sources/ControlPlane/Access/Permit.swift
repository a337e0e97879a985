import Records

/// A caller's leave to edit the records of one domain, to be asked for each record that an edit meets.
struct Permit: Sendable {
    let caller: Caller
    let organization: Int64
    /// The domain's name.
    let domain: String

    /// Throws `forbidden` for a record that may not be made, or become what it is to be.
    func write(_ verb: Access.Verb, _ record: DNSRecord.Draft) throws(ControlPlaneError) {
        try Access.require(caller, verb, .record(record, in: domain), of: organization)
    }

    /// Throws `forbidden` for a record that may not be touched as it is.
    func touch(_ verb: Access.Verb, _ record: DNSRecord.Draft) throws(ControlPlaneError) {
        try Access.require(caller, verb, .present(record, in: domain), of: organization)
    }

    func mayRead(_ record: DNSRecord.Draft) -> Bool {
        Access.decide(caller, .read, .present(record, in: domain), of: organization) == .allowed
    }
}
