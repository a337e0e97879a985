import DNS

/// Fills an empty store at start, zone by zone and name by name, without building records.
///
/// Records of one owner must follow one another, and so must those of one type among them.
public struct Loader: ~Copyable {
    private let zones: Zones
    private var zone: Reference = 0
    private var soa: (soa: SOA, serial: UInt32, tenant: Int64)?
    private var counts = ZoneCounts(nil)
    private var apex: [UInt8] = []

    /// The owner under way, its labels below the apex.
    private var owner: [UInt8] = []
    private var hasOwner = false
    private var builder = NodeBuilder(isApex: false)
    private var type: RecordType?
    private var start = 0
    private var count = 0

    init(_ zones: Zones) { self.zones = zones }

    /// Begins the next zone.
    public mutating func beginZone(
        key: Int64, apex: Name, tenant: Int64, serial: UInt32, soa: SOA
    ) throws(ZonesError) {
        try endZone()
        self.apex = apex.canonical.wire
        self.soa = (soa, serial, tenant)
        counts = ZoneCounts(nil)
        zone = try zones.withWriter { (writer) throws(ZonesError) in
            guard writer.arena.back(4096 + ZoneVersion.size(soa)), writer.makeRoom(names: 2) else { throw .noMemory }
            writer.addZone(key: key, apex: apex)
            return writer.zones[key] ?? 0
        }
    }

    /// Adds a record of the zone begun last. `owner`: the labels below the apex in wire form, lower case, without an end.
    @inline(__always)
    public mutating func add(owner: RawSpan, type: RecordType, ttl: UInt32, rdata: RawSpan) throws(ZonesError) {
        let isSame = owner.withUnsafeBytes { octets in hasOwner && self.owner.elementsEqual(octets) }
        if !isSame {
            try endOwner()
            hasOwner = true
            owner.withUnsafeBytes { octets in
                self.owner.removeAll(keepingCapacity: true)
                self.owner.append(contentsOf: octets)
            }
            builder.clear(isApex: self.owner.isEmpty)
        }
        if type != self.type {
            endRRset()
            self.type = type
            start = builder.begin()
            count = 0
        }
        rdata.withUnsafeBytes { builder.appendRecord(type, ttl: ttl, rdata: $0) }
        count += 1
        // The store refuses such an RRset before it is committed; a foreign hand could have put it there.
        guard builder.octets.count - start <= 0xffff else { throw .tooLarge }
    }

    /// Serves everything that was added.
    public consuming func finish() throws(ZonesError) {
        try endZone()
        zones.withWriter { $0.show() }
    }

    private mutating func endRRset() {
        if let type { builder.close(type, from: start, count: count) }
        type = nil
    }

    private mutating func endOwner() throws(ZonesError) {
        guard hasOwner else { return }
        endRRset()
        hasOwner = false
        let labels = owner
        let (apex, zone) = (apex, zone)
        let builder = builder
        var counts = counts
        try zones.withWriter { (writer) throws(ZonesError) in
            let length = labels.count + apex.count
            guard length <= 255, builder.size <= NodeVersion.maximumSize else { throw .tooLarge }
            guard writer.arena.back(builder.size + 128 * 300), writer.makeRoom(names: 128) else { throw .noMemory }
            writer.scratch.copyMemory(from: labels, byteCount: labels.count)
            (writer.scratch + labels.count).copyMemory(from: apex, byteCount: apex.count)
            let entry =
                writer.entry(writer.scratch, length, in: zone) ?? writer.addEntry(writer.scratch, length, to: zone)
            writer.link(entry, builder, &counts)
        }
        self.counts = counts
    }

    private mutating func endZone() throws(ZonesError) {
        try endOwner()
        guard let soa else { return }
        let (zone, counts) = (zone, counts)
        zones.withWriter { writer in
            writer.link(zone, tenant: soa.tenant, serial: soa.serial, soa: soa.soa, counts)
        }
        self.soa = nil
    }
}
