extension ResourceRecord {
    /// Reads a record whose RDATA must be right for its type.
    init(reading reader: inout WireReader) throws(MessageError) {
        let owner: Name
        do {
            owner = try reader.name()
        } catch {
            throw .name(error)
        }
        guard let type = reader.uint16(), let recordClass = reader.uint16(), let ttl = reader.uint32(),
            let count = reader.uint16(), var rest = reader.part(Int(count))
        else { throw .endsEarly }
        self.owner = owner
        self.recordClass = RecordClass(rawValue: recordClass)
        self.ttl = ttl
        let recordType = RecordType(rawValue: type)
        if count == 0, self.recordClass == .any || self.recordClass == .none {
            // RFC 2136 §2.4 and §2.5: a name or an RRset is meant, of which no data are given.
            rdata = RDATA(unchecked: recordType, [])
            return
        }
        do {
            rdata = try RDATA(recordType, reading: &rest)
        } catch {
            throw .rdata(owner, recordType, error)
        }
    }

    func write(to writer: inout WireWriter) {
        writer.write(owner)
        writer.write(type.rawValue)
        writer.write(recordClass.rawValue)
        writer.write(ttl)
        let length = writer.octets.count
        writer.write(UInt16(0))
        rdata.write(to: &writer)
        // Compression only shortens, so that this fits whenever `rdata.wire` does.
        writer.replace(at: length, with: UInt16(writer.octets.count - length - 2))
    }
}
