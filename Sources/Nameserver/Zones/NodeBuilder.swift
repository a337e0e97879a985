import DNS

/// Works out the octets of a node's next version: the RRsets that it had, less what was removed, plus what was added.
struct NodeBuilder {
    private(set) var octets: [UInt8] = []
    private(set) var rrsetCount = 0
    private(set) var flags: NodeFlags = []
    private var isApex: Bool

    /// The apex exists whatever stands at it.
    init(isApex: Bool) {
        self.isApex = isApex
        if isApex { flags.insert(.exists) }
    }

    /// As new, its memory kept.
    mutating func clear(isApex: Bool) {
        octets.removeAll(keepingCapacity: true)
        rrsetCount = 0
        flags = isApex ? .exists : []
        self.isApex = isApex
    }

    /// Octets of the version, its header included.
    var size: Int { NodeVersion.header + octets.count }

    /// Takes over an RRset as it stands.
    mutating func keep(_ set: StoredRRset) {
        octets.append(
            contentsOf: UnsafeRawBufferPointer(start: set.at, count: StoredRRset.header + set.length))
        note(RecordType(rawValue: set.type))
    }

    /// Takes over an RRset less `removed`, and adds `added`, all of its type.
    mutating func merge(
        _ type: RecordType, _ set: StoredRRset?, removed: [ResourceRecord], added: [ResourceRecord]
    ) {
        var gone = removed.map(\.rdata.wire)
        let start = octets.count
        octets.append(contentsOf: repeatElement(0, count: StoredRRset.header))
        var count = 0
        if let set {
            var record = set.records
            for _ in 0..<set.count {
                let length = StoredRRset.recordLength(record)
                let data = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(start: record, count: length)[12...])
                if let index = gone.firstIndex(where: { $0.elementsEqual(data) }) {
                    gone.remove(at: index)
                } else {
                    octets.append(contentsOf: UnsafeRawBufferPointer(start: record, count: length))
                    count += 1
                }
                record += length
            }
        }
        for record in added {
            // What a length field cannot say is refused before the commit; here it must only not happen by halves.
            let length = octets.count - start - StoredRRset.header + StoredRRset.recordHeader
            guard length + record.rdata.wire.count <= 0xffff else { continue }
            appendRecord(type, ttl: record.ttl, rdata: record.rdata.wire)
            count += 1
        }
        close(type, from: start, count: count)
    }

    /// One more record of the RRset that `begin` opened.
    @inline(__always)
    mutating func appendRecord(_ type: RecordType, ttl: UInt32, rdata: some Collection<UInt8>) {
        NodeBuilder.append(type, ttl: ttl, rdata: rdata, to: &octets)
    }

    /// The header of an RRset's place, filled once its records are known; nothing is left of an empty one.
    mutating func close(_ type: RecordType, from start: Int, count: Int) {
        let length = octets.count - start - StoredRRset.header
        guard count > 0 else {
            octets.removeLast(octets.count - start)
            return
        }
        octets.withUnsafeMutableBytes { octets in
            guard let base = octets.baseAddress else { return }
            StoredRRset(at: base + start).initialize(
                type: type.rawValue, count: count, length: length, form: RRsetForm(of: type))
        }
        note(type)
    }

    mutating func begin() -> Int {
        octets.append(contentsOf: repeatElement(0, count: StoredRRset.header))
        return octets.count - StoredRRset.header
    }

    private mutating func note(_ type: RecordType) {
        rrsetCount += 1
        flags.insert(.exists)
        if type == .ns, !isApex { flags.insert(.delegation) }
        if type == .cname { flags.insert(.alias) }
    }

    /// A record as it stands in a reply whose first name is its owner.
    @inline(__always)
    static func append(_ type: RecordType, ttl: UInt32, rdata: some Collection<UInt8>, to octets: inout [UInt8]) {
        let code = type.rawValue
        let length = UInt16(truncatingIfNeeded: rdata.count)
        octets.append(contentsOf: [
            0xc0, 0x0c, UInt8(code >> 8), UInt8(truncatingIfNeeded: code), 0, 1,
            UInt8(truncatingIfNeeded: ttl >> 24), UInt8(truncatingIfNeeded: ttl >> 16),
            UInt8(truncatingIfNeeded: ttl >> 8), UInt8(truncatingIfNeeded: ttl),
            UInt8(length >> 8), UInt8(truncatingIfNeeded: length),
        ])
        octets.append(contentsOf: rdata)
    }
}
