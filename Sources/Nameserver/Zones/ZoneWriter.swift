import DNS
import Synchronization

/// The one writer of the zones in memory.
///
/// All versions made by one publication carry the next world version; storing that is what shows them, together, to readers.
struct ZoneWriter: ~Copyable {
    var arena: Arena
    var table: GrowingTable
    let world: World
    let readers: Readers

    /// The store's key → the zone.
    var zones: [Int64: Reference] = [:]
    /// How many zones stand below a name; names of which none does are not in it.
    var zonesBelow: [Name: Int] = [:]
    var rubbish = Rubbish()
    var walks: [Reference: [ZoneWalk.State]] = [:]
    var reservations = Reservations()
    /// A name under the writer's eyes, padded.
    let scratch = UnsafeMutableRawPointer.allocate(byteCount: 512, alignment: 8)

    init(arena: consuming Arena, table: consuming GrowingTable, world: World, readers: Readers) {
        self.arena = arena
        self.table = table
        self.world = world
        self.readers = readers
    }

    deinit { scratch.deallocate() }

    /// The version that the publication under way will carry.
    var upcoming: UInt64 { world.version.pointee.load(ordering: .relaxed) &+ 1 }

    /// Applies the changes and shows them all at once.
    mutating func publish(_ changes: [ZoneChange]) {
        for change in changes { apply(change) }
        reservations.settle(changes.count)
        clearSome()
        show()
    }

    /// Makes everything done since the last time visible, and frees what no reader can reach any more.
    mutating func show() {
        let version = upcoming
        takeGrownTable()
        world.version.pointee.store(version, ordering: .sequentiallyConsistent)
        rubbish.free(upTo: readers.oldest, into: &arena)
    }

    mutating func takeGrownTable() {
        guard let old = table.replaced() else { return }
        world.setTable(table.current)
        rubbish.retire(old, at: upcoming)
    }

    mutating func apply(_ change: ZoneChange) {
        switch change.step {
        case .create(let apex):
            addZone(key: change.zone, apex: apex)
            edit(change)
        case .update:
            edit(change)
        case .drop:
            dropZone(key: change.zone)
        }
    }

    private mutating func edit(_ change: ZoneChange) {
        guard let zone = zones[change.zone] else { return }
        var counts = ZoneCounts(world.zone(zone).latest == 0 ? nil : world.zoneVersion(world.zone(zone).latest))
        var byOwner: [Name: (removed: [ResourceRecord], added: [ResourceRecord])] = [:]
        var owners: [Name] = []
        for record in change.delta.removed {
            if byOwner[record.owner] == nil { owners.append(record.owner) }
            byOwner[record.owner, default: ([], [])].removed.append(record)
        }
        for record in change.delta.added {
            if byOwner[record.owner] == nil { owners.append(record.owner) }
            byOwner[record.owner, default: ([], [])].added.append(record)
        }
        for owner in owners {
            guard let records = byOwner[owner] else { continue }
            guard let entry = entry(owner, in: zone) ?? (records.added.isEmpty ? nil : addEntry(owner, to: zone)) else {
                continue
            }
            rewrite(entry, removed: records.removed, added: records.added, &counts)
        }
        link(zone, tenant: change.tenant, serial: change.serial, soa: change.soa, counts)
    }

    /// A new version of the zone: a new serial rewrites nothing but this.
    mutating func link(_ zone: Reference, tenant: Int64, serial: UInt32, soa: SOA, _ counts: ZoneCounts) {
        let entry = world.zone(zone)
        let reference = arena.allocate(ZoneVersion.size(soa))
        world.zoneVersion(reference).initialize(
            world: upcoming, previous: entry.latest, isServed: true, tenant: tenant, serial: serial,
            cuts: counts.cuts, wildcards: counts.wildcards, apexLength: world.entry(entry.apex).nameLength, soa: soa)
        replaceLatest(of: entry, by: reference)
    }

    private mutating func replaceLatest(of zone: ZoneEntry, by reference: Reference) {
        let old = zone.latest
        zone.setLatest(reference)
        if old != 0 { rubbish.retire(old, world.zoneVersion(old).size, at: upcoming) }
    }

    func entry(_ owner: Name, in zone: Reference) -> NameEntry? {
        let length = owner.wire.count
        copyToScratch(owner.wire)
        return entry(scratch, length, in: zone)
    }

    func entry(_ name: UnsafeRawPointer, _ length: Int, in zone: Reference) -> NameEntry? {
        let view = View(world, table.current, version: upcoming)
        return view.entry(name, length, world.hash(name, length), in: zone)
    }

    private func copyToScratch(_ wire: [UInt8]) {
        scratch.copyMemory(from: wire, byteCount: wire.count)
    }

    mutating func addEntry(_ owner: Name, to zone: Reference, isApex: Bool = false) -> NameEntry {
        copyToScratch(owner.wire)
        return addEntry(scratch, owner.wire.count, to: zone, isApex: isApex)
    }

    /// A new name of the zone, at which nothing stands yet.
    mutating func addEntry(
        _ name: UnsafeRawPointer, _ length: Int, to zone: Reference, isApex: Bool = false
    ) -> NameEntry {
        var labels = 0
        var at = 0
        while name.octet(at) != 0 {
            at += name.octet(at) + 1
            labels += 1
        }
        let reference = arena.allocate(NameEntry.size(nameLength: length))
        let entry = world.entry(reference)
        entry.initialize(name: name, length: length, labels: labels, zone: zone, isApex: isApex)
        let first = world.zone(zone).first
        entry.next = first
        if first != 0 { world.entry(first).previous = reference }
        world.zone(zone).first = reference
        if labels > world.mostLabels { world.setMostLabels(labels) }
        table.insert(NameTable.slot(world.hash(entry.name, length), reference))
        return entry
    }

    private mutating func rewrite(
        _ entry: NameEntry, removed: [ResourceRecord], added: [ResourceRecord], _ counts: inout ZoneCounts
    ) {
        var builder = NodeBuilder(isApex: entry.isApex)
        var touched: [RecordType] = []
        for record in removed + added where !touched.contains(record.type) { touched.append(record.type) }
        let old = entry.latest == 0 ? nil : world.node(entry.latest)
        for set in old?.rrsets ?? [] {
            let type = RecordType(rawValue: set.type)
            if let index = touched.firstIndex(of: type) {
                touched.remove(at: index)
                builder.merge(
                    type, set, removed: removed.filter { $0.type == type }, added: added.filter { $0.type == type })
            } else {
                builder.keep(set)
            }
        }
        for type in touched {
            builder.merge(type, nil, removed: [], added: added.filter { $0.type == type })
        }
        link(entry, builder, &counts)
    }

    /// Puts a new version at the name, and lets the names above it know if it came into being or went.
    mutating func link(_ entry: NameEntry, _ builder: borrowing NodeBuilder, _ counts: inout ZoneCounts) {
        var flags = builder.flags
        if entry.children > 0 { flags.insert(.exists) }
        let old = entry.latest
        let oldFlags = old == 0 ? [] : world.node(old).flags
        let reference = arena.allocate(builder.size)
        let node = world.node(reference)
        // A version of this same publication was seen by no one: what lies below it is what readers still need.
        let previous = old != 0 && world.node(old).world == upcoming ? world.node(old).previous : old
        node.initialize(
            world: upcoming, previous: previous, rrsets: builder.rrsetCount, flags: flags, size: builder.size)
        builder.octets.withUnsafeBytes { octets in
            guard let start = octets.baseAddress else { return }
            (node.at + NodeVersion.header).copyMemory(from: start, byteCount: octets.count)
        }
        keepForWalks(entry)
        entry.setLatest(reference)
        if old != 0 { rubbish.retire(old, world.node(old).size, at: upcoming) }
        if !flags.contains(.exists), !entry.isNotedEmpty {
            entry.isNotedEmpty = true
            rubbish.noteEmpty(reference: self.reference(of: entry), at: upcoming)
        }
        counts.note(entry, from: oldFlags, to: flags)
        if flags.contains(.exists) != oldFlags.contains(.exists) {
            noteChild(of: entry, came: flags.contains(.exists), &counts)
        }
    }

    /// Counts the names right below the parent, which makes it an empty non-terminal or ends it as one (RFC 4592 §2.2.2).
    private mutating func noteChild(of entry: NameEntry, came: Bool, _ counts: inout ZoneCounts) {
        guard !entry.isApex else { return }
        let label = entry.name.octet(0) + 1
        let name = entry.name + label
        let length = entry.nameLength - label
        let parent = self.entry(name, length, in: entry.zone) ?? addEntry(name, length, to: entry.zone)
        parent.children = came ? parent.children + 1 : parent.children - 1
        guard !parent.isApex else { return }
        let node = parent.latest == 0 ? nil : world.node(parent.latest)
        let exists = (node?.rrsetCount ?? 0) > 0 || parent.children > 0
        guard exists != (node?.exists ?? false) else { return }
        link(parent, NodeBuilder(isApex: false), &counts)
    }

    func reference(of entry: NameEntry) -> Reference { Reference(truncatingIfNeeded: (entry.at - world.base) / 8) }

    mutating func addZone(key: Int64, apex: Name) {
        if zones[key] != nil { dropZone(key: key) }
        let reference = arena.allocate(ZoneEntry.size)
        let zone = world.zone(reference)
        zone.initialize(key: key, apex: 0)
        let entry = addEntry(apex, to: reference, isApex: true)
        zone.setApex(self.reference(of: entry))
        var counts = ZoneCounts(nil)
        link(entry, NodeBuilder(isApex: true), &counts)
        zones[key] = reference
        if zonesBelow[apex] != nil { zone.setHasZonesBelow() }
        var ancestor = apex.parent
        while let name = ancestor {
            zonesBelow[name, default: 0] += 1
            copyToScratch(name.wire)
            markZones(named: name.wire.count)
            ancestor = name.parent
        }
    }

    /// Tells every zone whose apex is the name in `scratch` that a zone stands below it.
    private func markZones(named length: Int) {
        let view = View(world, table.current, version: upcoming)
        let world = world
        _ = view.entry(scratch, length, world.hash(scratch, length)) { entry in
            if entry.isApex { world.zone(entry.zone).setHasZonesBelow() }
            return false
        }
    }

    private mutating func dropZone(key: Int64) {
        guard let reference = zones.removeValue(forKey: key) else { return }
        let zone = world.zone(reference)
        let apexWire = world.entry(zone.apex)
        let octets = UnsafeRawBufferPointer(start: apexWire.name, count: apexWire.nameLength)
        if let apex = try? Name(wire: octets) {
            var ancestor = apex.parent
            while let name = ancestor {
                let left = (zonesBelow[name] ?? 1) - 1
                zonesBelow[name] = left == 0 ? nil : left
                ancestor = name.parent
            }
        }
        let size = ZoneVersion.header + 16
        let version = arena.allocate(size)
        world.zoneVersion(version).initializeDropped(world: upcoming, previous: zone.latest, size: size)
        replaceLatest(of: zone, by: version)
        rubbish.noteDropped(zone: reference, at: upcoming)
    }
}

/// Delegations and wildcards of a zone, kept so that queries of zones without them never look.
struct ZoneCounts {
    var cuts: UInt32
    var wildcards: UInt32

    init(_ version: ZoneVersion?) {
        cuts = version?.cuts ?? 0
        wildcards = version?.wildcards ?? 0
    }

    mutating func note(_ entry: NameEntry, from old: NodeFlags, to new: NodeFlags) {
        if old.contains(.delegation) != new.contains(.delegation) {
            cuts = new.contains(.delegation) ? cuts + 1 : cuts - 1
        }
        guard old.contains(.exists) != new.contains(.exists), entry.name.big16(0) == 0x012a else { return }
        wildcards = new.contains(.exists) ? wildcards + 1 : wildcards - 1
    }
}
