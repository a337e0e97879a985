import Glibc
import Synchronization

/// Who reads which world version: a line for each reader, so that the writer knows what nobody can reach any more.
struct Readers {
    /// Lines of 64 octets, so that readers do not disturb each other. Zeroed by the kernel, and taken as they are used.
    private let lines: UnsafeMutableRawPointer
    private let world: UnsafeMutablePointer<Atomic<UInt64>>
    /// Lines that were ever claimed: the writer looks at no others.
    private let used: UnsafeMutablePointer<Atomic<UInt64>>

    static let maximum = 4096
    private static let octets = maximum * 64
    /// No world version: they begin with 1.
    private static let unclaimed: UInt64 = 0
    private static let idle = UInt64.max

    init(world: UnsafeMutablePointer<Atomic<UInt64>>) {
        self.world = world
        let mapping = mmap(nil, Readers.octets, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let mapping, mapping != MAP_FAILED else { fatalError("no memory for the readers' lines") }
        lines = mapping
        used = .allocate(capacity: 1)
        used.initialize(to: Atomic(0))
    }

    func deallocate() {
        munmap(lines, Readers.octets)
        used.deallocate()
    }

    /// A line of one's own, for one thread at a time; nil when there are too many readers.
    func claim() -> Int? {
        let line = (0..<Readers.maximum).first {
            lines.atomic64($0 * 64).pointee
                .compareExchange(expected: Readers.unclaimed, desired: Readers.idle, ordering: .acquiringAndReleasing)
                .exchanged
        }
        // Before the first `pin` on it: a writer who has not seen this yet has stored its version, which that pin then finds.
        if let line { used.pointee.max(UInt64(line + 1), ordering: .sequentiallyConsistent) }
        return line
    }

    func giveUp(_ line: Int) { lines.atomic64(line * 64).pointee.store(Readers.unclaimed, ordering: .releasing) }

    /// The newest world version, held until `unpin`.
    @inline(__always)
    func pin(_ line: Int) -> UInt64 {
        let mine = lines.atomic64(line &* 64)
        var version = world.pointee.load(ordering: .sequentiallyConsistent)
        while true {
            // Said before it is used, and checked after it was said: else the writer could have seen this reader idle.
            mine.pointee.store(version, ordering: .sequentiallyConsistent)
            let now = world.pointee.load(ordering: .sequentiallyConsistent)
            if now == version { return version }
            version = now
        }
    }

    @inline(__always)
    func unpin(_ line: Int) { lines.atomic64(line &* 64).pointee.store(Readers.idle, ordering: .releasing) }

    /// The oldest version that anyone holds, else the newest there is.
    var oldest: UInt64 {
        var oldest = world.pointee.load(ordering: .sequentiallyConsistent)
        for index in 0..<Int(used.pointee.load(ordering: .sequentiallyConsistent)) {
            let held = lines.atomic64(index * 64).pointee.load(ordering: .sequentiallyConsistent)
            if held != Readers.unclaimed { oldest = min(oldest, held) }
        }
        return oldest
    }
}
