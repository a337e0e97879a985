import Glibc
import Synchronization

/// What readers and the writer share: the arena's base, the seed of the hash, and the words that the writer stores last.
struct World {
    let base: UnsafeMutableRawPointer
    let seed: UInt64
    /// Octet 0: the world version; 64: the table; 128: the labels of the longest name.
    let words: UnsafeMutableRawPointer

    init(base: UnsafeMutableRawPointer, table: NameTable) {
        self.base = base
        seed = UInt64.random(in: .min ... .max) | 1
        words = .allocate(byteCount: 192, alignment: 64)
        version.initialize(to: Atomic(1))
        words.atomic64(64).initialize(to: Atomic(UInt64(UInt(bitPattern: table.at))))
        words.atomic64(128).initialize(to: Atomic(1))
    }

    func deallocate() { words.deallocate() }

    var version: UnsafeMutablePointer<Atomic<UInt64>> { words.atomic64(0) }

    @inline(__always)
    var table: NameTable {
        let address = UInt(words.atomic64(64).pointee.load(ordering: .acquiring))
        return NameTable(at: UnsafeMutableRawPointer(bitPattern: address).unsafelyUnwrapped)
    }
    func setTable(_ table: NameTable) {
        words.atomic64(64).pointee.store(UInt64(UInt(bitPattern: table.at)), ordering: .releasing)
    }

    /// No stored name has more labels: longer ones need not be looked for, whoever asks for them.
    @inline(__always)
    var mostLabels: Int { Int(truncatingIfNeeded: words.atomic64(128).pointee.load(ordering: .acquiring)) }
    func setMostLabels(_ labels: Int) { words.atomic64(128).pointee.store(UInt64(labels), ordering: .releasing) }

    @inline(__always) func place(_ reference: Reference) -> UnsafeMutableRawPointer { base + Int(reference) &* 8 }
    @inline(__always) func entry(_ reference: Reference) -> NameEntry { NameEntry(at: place(reference)) }
    @inline(__always) func node(_ reference: Reference) -> NodeVersion { NodeVersion(at: place(reference)) }
    @inline(__always) func zone(_ reference: Reference) -> ZoneEntry { ZoneEntry(at: place(reference)) }
    @inline(__always) func zoneVersion(_ reference: Reference) -> ZoneVersion { ZoneVersion(at: place(reference)) }

    @inline(__always)
    func hash(_ name: UnsafeRawPointer, _ length: Int) -> UInt32 { FoldedName.hash(name, length, seed: seed) }
}
