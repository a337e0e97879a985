/// What stands at a name from one world version on: its RRsets, ready to be copied into a reply. Never changed once linked.
///
///      0  world version    8  the version before    12  RRsets    13  flags    14  size in units of 8 octets    16  RRsets
///
/// A version without RRsets still exists if names stand below it (an empty non-terminal, RFC 4592 §2.2.2).
struct NodeVersion {
    let at: UnsafeMutableRawPointer

    static let header = 16
    /// Of all RRsets of one name together: the largest block whose size the size field can say.
    static let maximumSize = 458_752
    /// Of one RRset: with header, question and OPT it still is a message.
    static let maximumRRset = 65_200

    @inline(__always) var world: UInt64 { at.load(as: UInt64.self) }
    @inline(__always) var previous: Reference { at.load(fromByteOffset: 8, as: Reference.self) }
    @inline(__always) var rrsetCount: Int { Int(at.load(fromByteOffset: 12, as: UInt8.self)) }
    @inline(__always) var flags: NodeFlags { NodeFlags(rawValue: at.load(fromByteOffset: 13, as: UInt8.self)) }
    @inline(__always) var size: Int { Int(at.load(fromByteOffset: 14, as: UInt16.self)) &* 8 }

    @inline(__always) var exists: Bool { flags.contains(.exists) }
    @inline(__always) var isDelegation: Bool { flags.contains(.delegation) }

    /// The RRset of this type, if there is one.
    @inline(__always)
    func rrset(_ type: UInt16) -> StoredRRset? {
        var set = StoredRRset(at: at + NodeVersion.header)
        for _ in 0..<rrsetCount {
            if set.type == type { return set }
            set = set.following
        }
        return nil
    }

    var rrsets: [StoredRRset] {
        var sets: [StoredRRset] = []
        var set = StoredRRset(at: at + NodeVersion.header)
        for _ in 0..<rrsetCount {
            sets.append(set)
            set = set.following
        }
        return sets
    }

    func initialize(world: UInt64, previous: Reference, rrsets: Int, flags: NodeFlags, size: Int) {
        at.storeBytes(of: world, as: UInt64.self)
        at.storeBytes(of: previous, toByteOffset: 8, as: Reference.self)
        at.storeBytes(of: UInt8(rrsets), toByteOffset: 12, as: UInt8.self)
        at.storeBytes(of: flags.rawValue, toByteOffset: 13, as: UInt8.self)
        at.storeBytes(of: UInt16(Arena.size(size) / 8), toByteOffset: 14, as: UInt16.self)
    }
}

struct NodeFlags: OptionSet {
    let rawValue: UInt8

    /// Something stands here or below.
    static let exists = NodeFlags(rawValue: 1)
    /// NS records below the apex (RFC 1034 §4.2.1).
    static let delegation = NodeFlags(rawValue: 2)
    static let alias = NodeFlags(rawValue: 4)
}

/// An RRset inside a node version.
///
///      0  type    2  records    4  octets of all records    6  where a domain name begins in the RDATA    7  flags
///      8  the records, each as in a message, its owner a pointer to the question's name
struct StoredRRset {
    let at: UnsafeMutableRawPointer

    static let header = 8
    /// Owner pointer, type, class, TTL and RDLENGTH.
    static let recordHeader = 12

    @inline(__always) var type: UInt16 { at.loadUnaligned(as: UInt16.self) }
    @inline(__always) var count: Int { Int(at.loadUnaligned(fromByteOffset: 2, as: UInt16.self)) }
    @inline(__always) var length: Int { Int(at.loadUnaligned(fromByteOffset: 4, as: UInt16.self)) }
    @inline(__always) var form: RRsetForm { RRsetForm(rawValue: at.loadUnaligned(fromByteOffset: 6, as: UInt16.self)) }
    @inline(__always) var records: UnsafeMutableRawPointer { at + StoredRRset.header }
    @inline(__always) var following: StoredRRset { StoredRRset(at: records + length) }

    /// The octets of one record, its header included.
    @inline(__always)
    static func recordLength(_ record: UnsafeRawPointer) -> Int { recordHeader &+ record.big16(10) }

    func initialize(type: UInt16, count: Int, length: Int, form: RRsetForm) {
        at.storeBytes(of: type, as: UInt16.self)
        at.storeBytes(of: UInt16(count), toByteOffset: 2, as: UInt16.self)
        at.storeBytes(of: UInt16(length), toByteOffset: 4, as: UInt16.self)
        at.storeBytes(of: form.rawValue, toByteOffset: 6, as: UInt16.self)
    }
}

extension UnsafeRawPointer {
    @inline(__always)
    func big16(_ offset: Int) -> Int {
        Int(UInt16(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
    }

    @inline(__always)
    func big32(_ offset: Int) -> UInt32 { UInt32(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self)) }

    @inline(__always)
    func octet(_ offset: Int) -> Int { Int(load(fromByteOffset: offset, as: UInt8.self)) }
}

extension UnsafeMutableRawPointer {
    @inline(__always) func big16(_ offset: Int) -> Int { UnsafeRawPointer(self).big16(offset) }
    @inline(__always) func big32(_ offset: Int) -> UInt32 { UnsafeRawPointer(self).big32(offset) }
    @inline(__always) func octet(_ offset: Int) -> Int { UnsafeRawPointer(self).octet(offset) }

    @inline(__always)
    func putBig16(_ value: Int, _ offset: Int) {
        storeBytes(of: UInt16(truncatingIfNeeded: value).bigEndian, toByteOffset: offset, as: UInt16.self)
    }

    @inline(__always)
    func putBig32(_ value: UInt32, _ offset: Int) {
        storeBytes(of: value.bigEndian, toByteOffset: offset, as: UInt32.self)
    }
}
