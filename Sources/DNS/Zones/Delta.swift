/// What a change alters of what a zone serves: resource records removed, then added. The SOA is not among them.
public struct Delta: Sendable, Hashable {
    public var removed: [ResourceRecord]
    public var added: [ResourceRecord]

    public init(removed: [ResourceRecord] = [], added: [ResourceRecord] = []) {
        self.removed = removed
        self.added = added
    }

    public var isEmpty: Bool { removed.isEmpty && added.isEmpty }

    /// How many are removed and how many added, each in 32 bits, then the records one after the other, uncompressed.
    public var wire: [UInt8] {
        var writer = WireWriter()
        writer.write(UInt32(removed.count))
        writer.write(UInt32(added.count))
        for record in removed { record.write(to: &writer) }
        for record in added { record.write(to: &writer) }
        return writer.octets
    }

    public init(wire: some Collection<UInt8>) throws(MessageError) {
        var reader = WireReader(Array(wire))
        guard let removedCount = reader.uint32(), let addedCount = reader.uint32() else { throw .endsEarly }
        removed = []
        added = []
        for _ in 0..<removedCount { removed.append(try ResourceRecord(reading: &reader)) }
        for _ in 0..<addedCount { added.append(try ResourceRecord(reading: &reader)) }
        guard reader.isAtEnd else { throw .surplusOctets }
    }
}
