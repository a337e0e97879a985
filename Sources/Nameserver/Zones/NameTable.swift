import Glibc
import Synchronization

/// The table from hashes of names to entries: open addressing, one 64-bit slot each, the hash above the reference.
///
/// Readers probe it while the writer fills it. It grows by having a successor built beside it in steps; the successor then takes its
/// place with one store. (The hash alone says where a slot goes, so no name is touched in moving it.)
struct NameTable {
    /// The mapping: the number of slots, then the slots from octet 64 on.
    let at: UnsafeMutableRawPointer

    /// A removed entry: probing goes on, an insertion may not reuse it (a reader may be about to follow it).
    static let removed: UInt64 = 1 << 32

    @inline(__always) var slotCount: Int { at.load(as: Int.self) }
    @inline(__always) var slots: UnsafeMutablePointer<Atomic<UInt64>> { at.atomic64(64) }

    /// Nil when there is no memory.
    static func make(slots: Int) -> NameTable? {
        let octets = 64 + slots * 8
        let mapping = mmap(nil, octets, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        guard let mapping, mapping != MAP_FAILED else { return nil }
        if octets > 4 << 20 { madvise(mapping, octets, MADV_HUGEPAGE) }
        mapping.storeBytes(of: slots, as: Int.self)
        return NameTable(at: mapping)
    }

    func unmap() { munmap(at, 64 + slotCount * 8) }

    @inline(__always)
    static func slot(_ hash: UInt32, _ entry: Reference) -> UInt64 { UInt64(hash) &<< 32 | UInt64(entry) }

    @inline(__always)
    static func hash(of slot: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: slot &>> 32) }

    @inline(__always)
    static func entry(of slot: UInt64) -> Reference { Reference(truncatingIfNeeded: slot) }

    @inline(__always)
    func slot(at index: Int) -> UInt64 { slots[index].load(ordering: .acquiring) }

    /// The first entry whose name has this hash; 0 if there is none.
    @inline(__always)
    func candidate(_ hash: UInt32) -> Reference {
        let mask = slotCount &- 1
        var index = Int(hash) & mask
        while true {
            let slot = slot(at: index)
            if slot == 0 || NameTable.hash(of: slot) == hash { return NameTable.entry(of: slot) }
            index = (index &+ 1) & mask
        }
    }

    /// Puts an entry into the first empty slot of its probe sequence. The writer keeps at least a quarter of the slots empty.
    func insert(_ slot: UInt64) {
        let mask = slotCount &- 1
        var index = Int(NameTable.hash(of: slot)) & mask
        while slots[index].load(ordering: .relaxed) != 0 { index = (index &+ 1) & mask }
        slots[index].store(slot, ordering: .releasing)
    }

    /// Takes an entry out; false if it is not there.
    @discardableResult
    func remove(_ slot: UInt64) -> Bool {
        let mask = slotCount &- 1
        var index = Int(NameTable.hash(of: slot)) & mask
        while true {
            let found = slots[index].load(ordering: .relaxed)
            if found == slot {
                slots[index].store(NameTable.removed, ordering: .releasing)
                return true
            }
            if found == 0 { return false }
            index = (index &+ 1) & mask
        }
    }
}

/// The writer's side of the table: when it grows, and how far its successor has come.
struct GrowingTable: ~Copyable {
    private(set) var current: NameTable
    private var successor: NameTable?
    private var moved = 0
    /// Slots of `current` that are not empty.
    private var used = 0
    private var live = 0
    private var removedFromSuccessor = 0

    init() {
        guard let table = NameTable.make(slots: 4096) else { fatalError("no memory for the table of names") }
        current = table
    }

    deinit {
        current.unmap()
        successor?.unmap()
    }

    /// Makes room for `count` more entries, or begins to; false when there is no room yet.
    mutating func reserve(_ count: Int) -> Bool {
        // Five eighths full it grows, or is only swept of removed entries; half full is what it then begins with at most.
        if successor == nil, (used + count) * 8 > current.slotCount * 5 {
            var slots = current.slotCount
            while (live + count) * 2 > slots { slots *= 2 }
            successor = NameTable.make(slots: slots)
            moved = 0
            removedFromSuccessor = 0
        }
        return (used + count) * 4 <= current.slotCount * 3
    }

    mutating func insert(_ slot: UInt64) {
        current.insert(slot)
        used += 1
        live += 1
        successor?.insert(slot)
        step()
    }

    mutating func remove(_ slot: UInt64) {
        current.remove(slot)
        live -= 1
        if successor?.remove(slot) == true { removedFromSuccessor += 1 }
        step()
    }

    /// Moves a few slots. Entries made since the successor began are in it already: they are told apart by probing for them.
    private mutating func step() {
        guard let successor else { return }
        let end = min(moved + 64, current.slotCount)
        while moved < end {
            let slot = current.slot(at: moved)
            moved += 1
            if NameTable.entry(of: slot) != 0, !contains(slot, in: successor) { successor.insert(slot) }
        }
    }

    /// The old table once its successor is complete and has taken its place: to be unmapped when no reader uses it.
    mutating func replaced() -> NameTable? {
        guard let successor, moved == current.slotCount else { return nil }
        let old = current
        current = successor
        self.successor = nil
        used = live + removedFromSuccessor
        return old
    }

    /// Whether a successor is under way, so that empty publications can finish it.
    var isGrowing: Bool { successor != nil }

    /// Moves on without an insertion: a few steps, or all the way.
    mutating func advance(_ steps: Int = .max) {
        var left = steps
        while left > 0, successor != nil, moved < current.slotCount {
            step()
            left -= 1
        }
    }

    private func contains(_ slot: UInt64, in table: NameTable) -> Bool {
        let mask = table.slotCount &- 1
        var index = Int(NameTable.hash(of: slot)) & mask
        while true {
            let found = table.slot(at: index)
            if found == slot { return true }
            if found == 0 { return false }
            index = (index &+ 1) & mask
        }
    }
}
