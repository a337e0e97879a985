import DNS
import Synchronization

/// A zone, as it lies in the arena.
///
///      0  latest zone version    4  apex entry    8  the store's key    16  first name    20  1 if a zone stands below it
struct ZoneEntry {
    let at: UnsafeMutableRawPointer

    static let size = 24

    @inline(__always) var latest: Reference { at.atomic32(0).pointee.load(ordering: .acquiring) }
    func setLatest(_ version: Reference) { at.atomic32(0).pointee.store(version, ordering: .releasing) }

    @inline(__always) var apex: Reference { at.load(fromByteOffset: 4, as: Reference.self) }
    var key: Int64 { at.load(fromByteOffset: 8, as: Int64.self) }

    /// The first of the zone's names, the newest one; the writer's (and a walk's, under its lock).
    var first: Reference {
        get { at.load(fromByteOffset: 16, as: Reference.self) }
        nonmutating set { at.storeBytes(of: newValue, toByteOffset: 16, as: Reference.self) }
    }

    /// A hint: some zone was added below this one, so the deepest zone must be looked for name by name.
    @inline(__always) var hasZonesBelow: Bool { at.atomic32(20).pointee.load(ordering: .acquiring) != 0 }
    func setHasZonesBelow() { at.atomic32(20).pointee.store(1, ordering: .releasing) }

    func setApex(_ entry: Reference) { at.storeBytes(of: entry, toByteOffset: 4, as: Reference.self) }

    func initialize(key: Int64, apex: Reference) {
        at.initializeMemory(as: UInt64.self, repeating: 0, count: 3)
        at.storeBytes(of: apex, toByteOffset: 4, as: Reference.self)
        at.storeBytes(of: key, toByteOffset: 8, as: Int64.self)
    }
}

/// What is true of a whole zone from one world version on: whether it is there, its tenant, its SOA. Never changed once linked.
///
///      0  world version    8  the version before    12  size / 8    14  1 if served    16  tenant    24  serial    28  cuts
///     32  wildcards       36  TTL of the SOA        40  TTL of negative answers        44  octets of the SOA's two names
///     46  octets of the apex name               48  MNAME, RNAME, refresh, retry, expire, minimum
struct ZoneVersion {
    let at: UnsafeMutableRawPointer

    static let header = 48

    @inline(__always) var world: UInt64 { at.load(as: UInt64.self) }
    @inline(__always) var previous: Reference { at.load(fromByteOffset: 8, as: Reference.self) }
    @inline(__always) var size: Int { Int(at.load(fromByteOffset: 12, as: UInt16.self)) &* 8 }
    @inline(__always) var isServed: Bool { at.load(fromByteOffset: 14, as: UInt8.self) != 0 }
    @inline(__always) var tenant: Int64 { at.load(fromByteOffset: 16, as: Int64.self) }
    @inline(__always) var serial: UInt32 { at.load(fromByteOffset: 24, as: UInt32.self) }
    /// Delegations in the zone: while there are none, no query looks for one.
    @inline(__always) var cuts: UInt32 { at.load(fromByteOffset: 28, as: UInt32.self) }
    @inline(__always) var wildcards: UInt32 { at.load(fromByteOffset: 32, as: UInt32.self) }
    @inline(__always) var soaTTL: UInt32 { at.load(fromByteOffset: 36, as: UInt32.self) }
    /// RFC 2308 §3: the smaller of the SOA's TTL and its minimum.
    @inline(__always) var negativeTTL: UInt32 { at.load(fromByteOffset: 40, as: UInt32.self) }
    @inline(__always) var namesLength: Int { Int(at.load(fromByteOffset: 44, as: UInt16.self)) }
    /// Here too, so that an answer need not look at the apex: where the zone is known, its name is the end of the name asked for.
    @inline(__always) var apexLength: Int { Int(at.load(fromByteOffset: 46, as: UInt16.self)) }
    @inline(__always) var names: UnsafeMutableRawPointer { at + ZoneVersion.header }
    @inline(__always) var timers: UnsafeMutableRawPointer { names + namesLength }

    static func size(_ soa: SOA) -> Int { header + soa.mname.wire.count + soa.rname.wire.count + 16 + 8 }

    func initialize(
        world: UInt64, previous: Reference, isServed: Bool, tenant: Int64, serial: UInt32, cuts: UInt32,
        wildcards: UInt32, apexLength: Int, soa: SOA
    ) {
        at.storeBytes(of: world, as: UInt64.self)
        at.storeBytes(of: previous, toByteOffset: 8, as: Reference.self)
        at.storeBytes(of: UInt16(Arena.size(ZoneVersion.size(soa)) / 8), toByteOffset: 12, as: UInt16.self)
        at.storeBytes(of: isServed ? 1 : 0, toByteOffset: 14, as: UInt16.self)
        at.storeBytes(of: tenant, toByteOffset: 16, as: Int64.self)
        at.storeBytes(of: serial, toByteOffset: 24, as: UInt32.self)
        at.storeBytes(of: cuts, toByteOffset: 28, as: UInt32.self)
        at.storeBytes(of: wildcards, toByteOffset: 32, as: UInt32.self)
        at.storeBytes(of: soa.ttl, toByteOffset: 36, as: UInt32.self)
        at.storeBytes(of: min(soa.ttl, soa.minimum), toByteOffset: 40, as: UInt32.self)
        let octets = soa.mname.wire + soa.rname.wire
        at.storeBytes(of: UInt16(octets.count), toByteOffset: 44, as: UInt16.self)
        at.storeBytes(of: UInt16(apexLength), toByteOffset: 46, as: UInt16.self)
        names.copyMemory(from: octets, byteCount: octets.count)
        for (index, timer) in [soa.refresh, soa.retry, soa.expire, soa.minimum].enumerated() {
            timers.putBig32(timer, index * 4)
        }
    }

    /// The version of a zone that is gone.
    func initializeDropped(world: UInt64, previous: Reference, size: Int) {
        at.initializeMemory(as: UInt64.self, repeating: 0, count: size / 8)
        at.storeBytes(of: world, as: UInt64.self)
        at.storeBytes(of: previous, toByteOffset: 8, as: Reference.self)
        at.storeBytes(of: UInt16(Arena.size(size) / 8), toByteOffset: 12, as: UInt16.self)
    }
}
