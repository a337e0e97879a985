import Glibc
import Synchronization

/// Who reads which world version: a line for each reader, so that the writer knows what nobody can reach any more.
struct Readers {
    /// Lines of 64 octets, so that readers do not disturb each other.
    private let lines: UnsafeMutableRawPointer
    private let world: UnsafeMutablePointer<Atomic<UInt64>>

    static let maximum = 512
    private static let idle = UInt64.max
    private static let unclaimed = UInt64.max - 1

    init(world: UnsafeMutablePointer<Atomic<UInt64>>) {
        self.world = world
        lines = .allocate(byteCount: Readers.maximum * 64, alignment: 64)
        for index in 0..<Readers.maximum {
            (lines + index * 64).assumingMemoryBound(to: Atomic<UInt64>.self).initialize(to: Atomic(Readers.unclaimed))
        }
    }

    func deallocate() { lines.deallocate() }

    /// A line of one's own, for one thread at a time; nil when there are too many readers.
    func claim() -> Int? {
        (0..<Readers.maximum).first {
            lines.atomic64($0 * 64).pointee
                .compareExchange(expected: Readers.unclaimed, desired: Readers.idle, ordering: .acquiringAndReleasing)
                .exchanged
        }
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
        for index in 0..<Readers.maximum {
            let held = lines.atomic64(index * 64).pointee.load(ordering: .sequentiallyConsistent)
            if held < Readers.unclaimed { oldest = min(oldest, held) }
        }
        return oldest
    }
}
