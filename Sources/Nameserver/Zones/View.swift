/// All zones as they were at one world version: what a pinned reader sees. Never waits, never allocates.
struct View {
    let world: World
    let table: NameTable
    let version: UInt64

    @inline(__always)
    init(_ world: World, version: UInt64) { self.init(world, world.table, version: version) }

    /// With a table of the writer's own choice.
    @inline(__always)
    init(_ world: World, _ table: NameTable, version: UInt64) {
        self.world = world
        self.table = table
        self.version = version
    }

    /// The newest version of the node that is not above ours; nil if nothing stood there.
    @inline(__always)
    func node(_ entry: NameEntry) -> NodeVersion? {
        var reference = entry.latest
        while reference != 0 {
            let node = world.node(reference)
            if node.world <= version { return node.exists ? node : nil }
            reference = node.previous
        }
        return nil
    }

    /// The zone as it was; nil if it was not served.
    @inline(__always)
    func zoneVersion(_ zone: ZoneEntry) -> ZoneVersion? {
        var reference = zone.latest
        while reference != 0 {
            let found = world.zoneVersion(reference)
            if found.world <= version { return found.isServed ? found : nil }
            reference = found.previous
        }
        return nil
    }

    /// The name in this zone.
    @inline(__always)
    func entry(_ name: UnsafeRawPointer, _ length: Int, _ hash: UInt32, in zone: Reference) -> NameEntry? {
        entry(name, length, hash) { $0.zone == zone }
    }

    /// The first entry with this name that `accept` takes.
    @inline(__always)
    func entry(
        _ name: UnsafeRawPointer, _ length: Int, _ hash: UInt32, where accept: (NameEntry) -> Bool
    ) -> NameEntry? {
        let mask = table.slotCount &- 1
        var index = Int(hash) & mask
        while true {
            let slot = table.slot(at: index)
            if slot == 0 { return nil }
            if NameTable.hash(of: slot) == hash, NameTable.entry(of: slot) != 0 {
                let entry = world.entry(NameTable.entry(of: slot))
                if entry.nameLength == length, FoldedName.isEqual(name, entry.name, length), accept(entry) {
                    return entry
                }
            }
            index = (index &+ 1) & mask
        }
    }
}
