/// Writes records as lines of a master file that other name servers read as the same records.
public struct MasterFileWriter {
    /// What is written and not taken yet.
    public private(set) var octets: [UInt8] = []

    private let origin: Name
    private var lastOwner: Name?

    /// Begins with `$ORIGIN`, to which owners are relative.
    public init(origin: Name) {
        self.origin = origin
        octets += "$ORIGIN \(origin)\n".utf8
    }

    /// Goes on with a file that has begun so.
    public init(continuing origin: Name) { self.origin = origin }

    /// Leaves nothing of what was written so far, so that a zone of any size is written in little space.
    public mutating func takeOctets() -> [UInt8] {
        defer { octets = [] }
        return octets
    }

    public mutating func write(_ record: ResourceRecord) {
        // Every line has its TTL and class: what is cut out of the file stays what it was.
        if lastOwner?.wire != record.owner.wire { write(owner: record.owner) }
        octets += "\t\(record.ttl)\t\(record.recordClass)\t".utf8
        // RFC 3597 §5: what readers may not know yet, they take in this form.
        if Self.late.contains(record.type) || record.type.definition == nil {
            octets += "TYPE\(record.type.rawValue)\t\(record.rdata.genericText)\n".utf8
        } else {
            octets += "\(record.type)\t\(record.rdata.text)\n".utf8
        }
        lastOwner = record.owner
    }

    /// A line that readers skip, or more where the text has line ends.
    public mutating func write(comment: some StringProtocol) {
        octets += "; ".utf8
        for octet in comment.utf8 {
            if octet == UInt8(ascii: "\n") {
                octets += "\n; ".utf8
            } else {
                octets.append(octet < 0x20 || octet == 0x7F ? UInt8(ascii: " ") : octet)
            }
        }
        octets.append(UInt8(ascii: "\n"))
    }

    /// Types of which Knot DNS 3.2 knows no text.
    private static let late = Set(
        [19, 26, 55, 56, 66, 258, 260, 261, 262, 32769].map(RecordType.init(rawValue:)))

    private mutating func write(owner: Name) {
        if owner == origin {
            octets += owner.wire == origin.wire ? "@".utf8 : owner.description.utf8
        } else if !origin.isRoot, owner.isAtOrBelow(origin),
            owner.wire.suffix(origin.wire.count).elementsEqual(origin.wire)
        {
            octets += owner.description.utf8.dropLast(origin.description.utf8.count + 1)
        } else {
            octets += owner.description.utf8
        }
    }
}
