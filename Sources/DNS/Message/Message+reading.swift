extension Message {
    /// A message whole: every record that the header counts, and nothing after the last.
    public init(parsing octets: some Collection<UInt8>) throws(MessageError) {
        var reader = WireReader(Array(octets), allowsPointers: true)
        guard let id = reader.uint16(), let bits = reader.uint16(), let questionCount = reader.uint16(),
            let answerCount = reader.uint16(), let authorityCount = reader.uint16(),
            let additionalCount = reader.uint16()
        else { throw .endsEarly }
        self.init(
            id: id, flags: Flags(rawValue: bits), opcode: Opcode(rawValue: UInt8(bits >> 11 & 15)),
            responseCode: ResponseCode(rawValue: bits & 15))

        // The counts are the sender's claim: nothing is reserved by them.
        for _ in 0..<questionCount { questions.append(try Question(reading: &reader)) }
        answers = try Self.records(answerCount, &reader)
        authorities = try Self.records(authorityCount, &reader)
        guard !(answers + authorities).contains(where: { $0.type == .opt }) else { throw .misplacedOPT }
        for record in try Self.records(additionalCount, &reader) {
            if record.type == .opt {
                // RFC 6891 §6.1.1: one OPT at most, owned by the root.
                guard edns == nil, let found = EDNS(record, responseCode: &responseCode) else { throw .misplacedOPT }
                edns = found
            } else {
                additionals.append(record)
            }
        }
        guard reader.isAtEnd else { throw .surplusOctets }
    }

    private static func records(_ count: UInt16, _ reader: inout WireReader) throws(MessageError) -> [ResourceRecord] {
        var records: [ResourceRecord] = []
        for _ in 0..<count {
            var record = try ResourceRecord(reading: &reader)
            // RFC 2181 §8: a TTL with its highest bit set is 0. In an OPT record these are no TTL.
            if record.type != .opt, record.ttl > Int32.max { record.ttl = 0 }
            records.append(record)
        }
        return records
    }
}
