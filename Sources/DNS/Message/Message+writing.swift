extension Message {
    /// The message with compressed names in at most `limit` octets.
    ///
    /// Where that is too few, RRsets are left out from the end. TC is set unless they are additional ones
    /// (RFC 2181 §9: only "when an RRSet is required as part of the response, but could not be included in its
    /// entirety"). A limit below the header and the OPT record's size is taken as that size.
    public func serialized(limit: Int = 0xFFFF) -> [UInt8] {
        var writer = WireWriter(compressing: true)
        // An extended code cannot be said without EDNS (RFC 6891 §6.1.3).
        let code: ResponseCode = edns == nil && responseCode.rawValue > 15 ? .serverFailure : responseCode
        writer.write(id)
        writer.write(flags.rawValue | UInt16(opcode.rawValue) << 11 | code.rawValue & 15)
        for _ in 0..<4 { writer.write(UInt16(0)) }

        let opt = edns?.record(responseCode: code)
        // Root, type, class, TTL and length: 11 octets.
        let end = min(limit, 0xFFFF) - (opt.map { 11 + $0.rdata.wire.count } ?? 0)
        var counts: (questions: Int, answers: Int, authorities: Int, additionals: Int) = (0, 0, 0, 0)
        var isComplete = true
        for question in questions where isComplete {
            let start = writer.octets.count
            question.write(to: &writer)
            isComplete = writer.octets.count <= end
            if isComplete { counts.questions += 1 } else { writer.truncate(to: start) }
        }
        if isComplete { (counts.answers, isComplete) = Self.write(answers, to: &writer, end) }
        if isComplete { (counts.authorities, isComplete) = Self.write(authorities, to: &writer, end) }
        if isComplete { (counts.additionals, _) = Self.write(additionals, to: &writer, end) }
        if let opt {
            opt.write(to: &writer)
            counts.additionals += 1
        }

        if !isComplete {
            let bits = UInt16(writer.octets[2]) << 8 | UInt16(writer.octets[3])
            writer.replace(at: 2, with: bits | Flags.tc.rawValue)
        }
        // No section can hold 65,536 records within 65,535 octets.
        writer.replace(at: 4, with: UInt16(counts.questions))
        writer.replace(at: 6, with: UInt16(counts.answers))
        writer.replace(at: 8, with: UInt16(counts.authorities))
        writer.replace(at: 10, with: UInt16(counts.additionals))
        return writer.octets
    }

    /// Writes whole RRsets while they fit.
    private static func write(
        _ records: [ResourceRecord], to writer: inout WireWriter, _ end: Int
    ) -> (count: Int, isComplete: Bool) {
        var setStart = (count: 0, position: writer.octets.count)
        for (index, record) in records.enumerated() {
            let isSameSet =
                index > 0 && record.type == records[index - 1].type && record.owner == records[index - 1].owner
            if !isSameSet { setStart = (index, writer.octets.count) }
            record.write(to: &writer)
            if writer.octets.count > end {
                writer.truncate(to: setStart.position)
                return (setStart.count, false)
            }
        }
        return (records.count, true)
    }
}
