/// The data of a resource record: checked octets of its type, names in them uncompressed and with their case.
public struct RDATA: Sendable, Hashable {
    public static let longest = 0xFFFF

    public let type: RecordType
    public let wire: [UInt8]

    init(unchecked type: RecordType, _ wire: [UInt8]) {
        self.type = type
        self.wire = wire
    }

    /// The wire form, as RDATA outside a message has it: without compression.
    public init(_ type: RecordType, wire: some Collection<UInt8>) throws(RDATAError) {
        var reader = WireReader(Array(wire))
        try self.init(type, reading: &reader)
    }

    /// The rest of `reader`, a message's RDATA or RDATA alone.
    init(_ type: RecordType, reading reader: inout WireReader) throws(RDATAError) {
        self.type = type
        guard let definition = type.definition else {
            wire = Array(reader.rest())
            guard wire.count <= Self.longest else { throw .tooLong }
            return
        }
        var wire: [UInt8] = []
        for field in definition.fields {
            do {
                try field.kind.read(&reader, &wire)
            } catch {
                throw .field(field.name, error)
            }
        }
        let surplus = reader.rest().count
        guard surplus == 0 else { throw .surplusOctets(surplus) }
        guard wire.count <= Self.longest else { throw .tooLong }
        self.wire = wire
    }

    /// In lower case where RFC 4034 §6.2 as amended by RFC 6840 §5.1 says so: the form in which equal data are equal.
    public var canonical: RDATA {
        guard type.definition?.hasNames == true else { return self }
        var writer = WireWriter(lowercasesNames: true)
        write(to: &writer)
        return RDATA(unchecked: type, writer.octets)
    }

    func write(to writer: inout WireWriter) {
        guard let definition = type.definition, definition.hasNames else {
            writer.write(wire)
            return
        }
        var reader = WireReader(wire)
        for field in definition.fields {
            // Only the empty RDATA of UPDATE (RFC 2136 §2.4) ends before its fields do.
            guard (try? field.kind.write(&reader, &writer)) != nil else { return }
        }
    }
}
