import Synchronization

/// A name of one zone, as it lies in the arena. The name never changes; what stands at it hangs off `latest`.
///
///      0  latest node version     4  zone          8  next, 12 previous name of the zone      16  names right below it
///     20  length of the name     21  labels       22  1 if the zone's apex     23  1 if noted as empty
///     24  the name, folded, padded
struct NameEntry {
    let at: UnsafeMutableRawPointer

    static let header = 24

    /// Octets of an entry; eight readable octets follow the name, so that whole words can be compared.
    @inline(__always)
    static func size(nameLength: Int) -> Int { header &+ (nameLength &+ 7) & ~7 }

    @inline(__always) var nameLength: Int { Int(at.load(fromByteOffset: 20, as: UInt8.self)) }
    @inline(__always) var labelCount: Int { Int(at.load(fromByteOffset: 21, as: UInt8.self)) }
    @inline(__always) var isApex: Bool { at.load(fromByteOffset: 22, as: UInt8.self) != 0 }
    @inline(__always) var name: UnsafeMutableRawPointer { at + NameEntry.header }
    @inline(__always) var zone: Reference { at.load(fromByteOffset: 4, as: Reference.self) }

    /// The newest version of what stands here; the writer stores it before the world version that shows it.
    @inline(__always) var latest: Reference { at.atomic32(0).pointee.load(ordering: .acquiring) }
    func setLatest(_ version: Reference) { at.atomic32(0).pointee.store(version, ordering: .releasing) }

    // What follows is the writer's alone (and a walk's, under its lock).
    var next: Reference {
        get { at.load(fromByteOffset: 8, as: Reference.self) }
        nonmutating set { at.storeBytes(of: newValue, toByteOffset: 8, as: Reference.self) }
    }
    var previous: Reference {
        get { at.load(fromByteOffset: 12, as: Reference.self) }
        nonmutating set { at.storeBytes(of: newValue, toByteOffset: 12, as: Reference.self) }
    }
    var children: UInt32 {
        get { at.load(fromByteOffset: 16, as: UInt32.self) }
        nonmutating set { at.storeBytes(of: newValue, toByteOffset: 16, as: UInt32.self) }
    }

    /// A note in the rubbish points here; there is never a second one.
    var isNotedEmpty: Bool {
        get { at.load(fromByteOffset: 23, as: UInt8.self) != 0 }
        nonmutating set { at.storeBytes(of: newValue ? 1 : 0, toByteOffset: 23, as: UInt8.self) }
    }

    /// Fills a fresh block.
    func initialize(name: UnsafeRawPointer, length: Int, labels: Int, zone: Reference, isApex: Bool) {
        at.initializeMemory(as: UInt64.self, repeating: 0, count: 3)
        at.storeBytes(of: zone, toByteOffset: 4, as: Reference.self)
        at.storeBytes(of: UInt8(length), toByteOffset: 20, as: UInt8.self)
        at.storeBytes(of: UInt8(labels), toByteOffset: 21, as: UInt8.self)
        at.storeBytes(of: isApex ? 1 : 0, toByteOffset: 22, as: UInt8.self)
        FoldedName.copy(name, length, to: at + NameEntry.header)
    }
}

extension UnsafeMutableRawPointer {
    @inline(__always)
    func atomic32(_ offset: Int) -> UnsafeMutablePointer<Atomic<UInt32>> {
        (self + offset).assumingMemoryBound(to: Atomic<UInt32>.self)
    }

    @inline(__always)
    func atomic64(_ offset: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
        (self + offset).assumingMemoryBound(to: Atomic<UInt64>.self)
    }
}
