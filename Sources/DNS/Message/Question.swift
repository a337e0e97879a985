/// RFC 1035 §4.1.2.
public struct Question: Sendable, Hashable {
    public var name: Name
    public var type: RecordType
    public var recordClass: RecordClass

    public init(name: Name, type: RecordType, recordClass: RecordClass = .in) {
        self.name = name
        self.type = type
        self.recordClass = recordClass
    }

    init(reading reader: inout WireReader) throws(MessageError) {
        do {
            name = try reader.name()
        } catch {
            throw .name(error)
        }
        guard let type = reader.uint16(), let recordClass = reader.uint16() else { throw .endsEarly }
        self.type = RecordType(rawValue: type)
        self.recordClass = RecordClass(rawValue: recordClass)
    }

    func write(to writer: inout WireWriter) {
        writer.write(name)
        writer.write(type.rawValue)
        writer.write(recordClass.rawValue)
    }
}
