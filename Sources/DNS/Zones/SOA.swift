/// The start of a zone's authority (RFC 1035 §3.3.13) but for its serial, which is every change's own. Times in seconds.
public struct SOA: Sendable, Hashable {
    public var mname: Name
    public var rname: Name
    public var refresh: UInt32
    public var retry: UInt32
    public var expire: UInt32
    public var minimum: UInt32
    /// Of the SOA record itself.
    public var ttl: UInt32

    public init(
        mname: Name, rname: Name, refresh: UInt32, retry: UInt32, expire: UInt32, minimum: UInt32, ttl: UInt32
    ) {
        self.mname = mname
        self.rname = rname
        self.refresh = refresh
        self.retry = retry
        self.expire = expire
        self.minimum = minimum
        self.ttl = ttl
    }

    /// Nil unless `rdata` is of type SOA.
    public init?(_ rdata: RDATA, ttl: UInt32) {
        var reader = WireReader(rdata.wire)
        guard rdata.type == .soa, let mname = try? reader.name(), let rname = try? reader.name(),
            reader.uint32() != nil,
            let refresh = reader.uint32(), let retry = reader.uint32(), let expire = reader.uint32(),
            let minimum = reader.uint32()
        else { return nil }
        self.init(
            mname: mname, rname: rname, refresh: refresh, retry: retry, expire: expire, minimum: minimum, ttl: ttl)
    }

    public func rdata(serial: UInt32) -> RDATA {
        var writer = WireWriter()
        writer.write(mname)
        writer.write(rname)
        for number in [serial, refresh, retry, expire, minimum] { writer.write(number) }
        return RDATA(unchecked: .soa, writer.octets)
    }
}
