import DNS
import Records

/// What a body sets of a domain's name servers and SOA.
struct AuthorityPatch: Sendable, Hashable {
    var nameservers = Patched<[Name]>.kept
    var mname = Patched<Name>.kept
    var rname = Patched<Name>.kept
    var refresh = Patched<UInt32>.kept
    var retry = Patched<UInt32>.kept
    var expire = Patched<UInt32>.kept
    var minimum = Patched<UInt32>.kept
    var soaTTL = Patched<UInt32>.kept

    // As many as fit a referral over UDP with room for their addresses.
    private static let nameserverLimit = 13

    /// Reads `nameservers` and `soa`; what is wrong with them is noted.
    init(_ reader: inout BodyReader) {
        nameservers = reader.patchedSet("nameservers", 1...Self.nameserverLimit, Self.host)
        switch reader.given("soa") {
        case .absent: break
        case .null:
            (mname, rname) = (.cleared, .cleared)
            (refresh, retry, expire, minimum, soaTTL) = (.cleared, .cleared, .cleared, .cleared, .cleared)
        case .value(let json):
            do throws(Violations) {
                try readSOA(json, isPatch: reader.isPatch)
            } catch {
                reader.note(error)
            }
        }
    }

    func apply(to authority: inout Authority) {
        nameservers.apply(to: &authority.nameservers)
        mname.apply(to: &authority.mname)
        rname.apply(to: &authority.rname)
        refresh.apply(to: &authority.refresh)
        retry.apply(to: &authority.retry)
        expire.apply(to: &authority.expire)
        minimum.apply(to: &authority.minimum)
        soaTTL.apply(to: &authority.soaTTL)
    }

    private mutating func readSOA(_ json: JSON, isPatch: Bool) throws(Violations) {
        var reader = try BodyReader(json, isPatch: isPatch, path: "soa.")
        mname = reader.patched("mname", Self.host)
        rname = reader.patched("rname", Self.mailbox)
        // RFC 1912 §2.2 says what is sensible; there is room around it.
        refresh = reader.patched("refresh", Self.seconds(60...604_800))
        retry = reader.patched("retry", Self.seconds(60...604_800))
        expire = reader.patched("expire", Self.seconds(3_600...31_536_000))
        // RFC 2308 §5: one to three hours work well, more than one day does not.
        minimum = reader.patched("minimum", Self.seconds(0...86_400))
        soaTTL = reader.patched("ttl", Self.seconds(15...86_400))
        try reader.finish()
    }

    private static func seconds(_ range: ClosedRange<Int>) -> (JSON, _ path: String) throws(Violation) -> UInt32 {
        { json, path throws(Violation) in
            UInt32(try json.integer(in: range, at: path, "seconds from \(range.lowerBound) to \(range.upperBound)"))
        }
    }

    private static func host(_ json: JSON, _ path: String) throws(Violation) -> Name {
        try HostName(json.text(at: path, "a host name"), at: path).wire
    }

    private static func mailbox(_ json: JSON, _ path: String) throws(Violation) -> Name {
        guard let name = Mailbox.read(try json.text(at: path, Mailbox.form)) else {
            throw Violation(path, .format, "\(path): not \(Mailbox.form)")
        }
        return name
    }
}
