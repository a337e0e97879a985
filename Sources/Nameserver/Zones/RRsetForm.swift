import DNS

/// What a reply needs to know of a type's RDATA: where a domain name stands in it, and what may be done with that name.
struct RRsetForm: RawRepresentable, Equatable {
    let rawValue: UInt16

    init(rawValue: UInt16) { self.rawValue = rawValue }

    private init(nameAt offset: UInt16, compressible: Bool, asksAddresses: Bool) {
        rawValue = offset | (compressible ? 0x100 : 0) | (asksAddresses ? 0x200 : 0) | 0x400
    }

    static let plain = RRsetForm(rawValue: 0)

    @inline(__always) var hasName: Bool { rawValue & 0x400 != 0 }
    @inline(__always) var nameOffset: Int { Int(rawValue & 0xff) }
    /// RFC 3597 §4: only names in the types of RFC 1035 are compressed.
    @inline(__always) var isCompressible: Bool { rawValue & 0x100 != 0 }
    /// The addresses of that name belong into the additional section.
    @inline(__always) var asksAddresses: Bool { rawValue & 0x200 != 0 }

    /// RFC 1034 §3.6, RFC 1035 §3.3, RFC 2782, RFC 9460 §4.1.
    init(of type: RecordType) {
        self =
            switch type {
            case .cname, .ptr: RRsetForm(nameAt: 0, compressible: true, asksAddresses: false)
            case .ns: RRsetForm(nameAt: 0, compressible: true, asksAddresses: true)
            case .mx: RRsetForm(nameAt: 2, compressible: true, asksAddresses: true)
            case .srv: RRsetForm(nameAt: 6, compressible: false, asksAddresses: true)
            case .svcb, .https: RRsetForm(nameAt: 2, compressible: false, asksAddresses: true)
            default: .plain
            }
    }
}
