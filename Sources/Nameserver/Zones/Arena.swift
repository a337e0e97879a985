import Glibc

/// A place in the arena, in units of eight octets; 0 is no place.
typealias Reference = UInt32

/// The memory in which zones live: one mapping, cut into blocks of whole eight-octet units, with a list of free blocks a size.
///
/// Only the writer allocates and frees; readers follow references. Blocks never move.
struct Arena: ~Copyable {
    let base: UnsafeMutableRawPointer
    let capacity: Int

    /// Octets handed out or free-listed; everything above is untouched.
    private(set) var top = 64
    /// How far the kernel has been made to back the mapping with memory.
    private var backed = 64
    private var free: UnsafeMutablePointer<Reference>

    /// Reserves addresses only; memory is taken as it is used. Halves the wish until the kernel grants it.
    init(capacity wish: Int = 32 << 30) {
        var size = min(wish, 32 << 30)
        var mapping = Arena.map(size)
        while mapping == nil, size > 1 << 20 {
            size /= 2
            mapping = Arena.map(size)
        }
        guard let mapping else { fatalError("no address space for zones") }
        // A million names touch a million lines: with 4 KiB pages most of the cost of a look-up is the page walk.
        madvise(mapping, size, MADV_HUGEPAGE)
        base = mapping
        capacity = size
        free = .allocate(capacity: SizeClass.count)
        free.initialize(repeating: 0, count: SizeClass.count)
    }

    deinit {
        munmap(base, capacity)
        free.deallocate()
    }

    /// Makes sure that `octets` more can be allocated whatever happens; false when there is no memory for them.
    mutating func back(_ octets: Int) -> Bool {
        let wanted = top + octets
        guard wanted > backed else { return true }
        guard wanted <= capacity else { return false }
        let step = 2 << 20
        let end = min((wanted + step - 1) & ~(step - 1), capacity)
        // Page-aligned start; pages below it are backed already. Kernels before 5.14 do not know the advice: they back on use.
        let start = backed & ~4095
        if madvise(base + start, end - start, Arena.populateWrite) != 0, errno == ENOMEM { return false }
        backed = end
        return true
    }

    /// A block of at least `octets`, not cleared. The caller has backed it before.
    mutating func allocate(_ octets: Int) -> Reference {
        let sizeClass = SizeClass(octets)
        let head = free[sizeClass.index]
        if head != 0 {
            free[sizeClass.index] = (base + Int(head) &* 8).load(as: Reference.self)
            return head
        }
        let place = top
        precondition(place + sizeClass.octets <= capacity, "allocation that was not backed")
        top += sizeClass.octets
        return Reference(truncatingIfNeeded: place &>> 3)
    }

    /// Gives back a block allocated with the same number of octets. No reader may be able to reach it any more.
    mutating func release(_ block: Reference, _ octets: Int) {
        let sizeClass = SizeClass(octets)
        (base + Int(block) &* 8).storeBytes(of: free[sizeClass.index], as: Reference.self)
        free[sizeClass.index] = block
    }

    /// The octets that an allocation of `octets` really takes.
    static func size(_ octets: Int) -> Int { SizeClass(octets).octets }

    /// MADV_POPULATE_WRITE, which Debian 12's headers do not have yet.
    private static let populateWrite: Int32 = 23

    private static func map(_ size: Int) -> UnsafeMutableRawPointer? {
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        let mapping = mmap(nil, size, PROT_READ | PROT_WRITE, flags, -1, 0)
        return mapping == MAP_FAILED ? nil : mapping
    }
}

/// Exact sizes up to 1 KiB, then four steps a doubling: at most a fifth of a large block is lost.
private struct SizeClass {
    let index: Int
    let octets: Int

    static let count = 128 + 4 * 22

    @inline(__always)
    init(_ wanted: Int) {
        if wanted <= 1024 {
            index = (max(wanted, 8) &+ 7) &>> 3 &- 1
            octets = (index &+ 1) &* 8
            return
        }
        let doubling = Int.bitWidth - 1 - (wanted - 1).leadingZeroBitCount
        let quarter = 1 << (doubling - 2)
        let steps = (wanted - (1 << doubling) + quarter - 1) / quarter
        index = 128 + (doubling - 10) * 4 + steps - 1
        octets = (1 << doubling) + steps * quarter
    }
}
