/// A query as it was read from a packet, before anything is looked up.
struct Query {
    /// What the packet is owed.
    enum Verdict: UInt8 {
        /// A look-up.
        case answer
        /// Only a response code; the question goes back if it could be read.
        case refuse
        /// Not a query, or nothing that could be answered to.
        case drop
    }

    var verdict = Verdict.drop
    var rcode = ReplyCode.noError
    /// Octets of the name at offset 12, its end included; 0 if the question could not be read.
    var nameLength = 0
    var hash: UInt32 = 0
    var type: UInt16 = 0
    var hasEDNS = false
    var dnssecOK = false
    /// Octets that the asker takes (RFC 6891 §6.2.3).
    var payload = 512

    /// The header and the question's end.
    var questionEnd: Int { nameLength == 0 ? 12 : 16 &+ nameLength }
}

extension Query {
    /// Reads a packet of `length` octets. Eight octets past its end must be readable.
    @inline(__always)
    init(reading message: UnsafeRawPointer, length: Int, world: World) {
        guard length >= 12 else { return }
        let flags = message.big16(2)
        // A response is never answered: two servers would talk to each other for ever.
        guard flags & 0x8000 == 0 else { return }
        verdict = .refuse
        guard flags & 0x7800 == 0 else {
            rcode = ReplyCode.notImplemented
            return
        }
        rcode = ReplyCode.formatError
        guard message.big16(4) == 1, message.big16(6) == 0 else { return }
        var at = 12
        while true {
            guard at < length else { return }
            let label = message.octet(at)
            if label == 0 { break }
            // A pointer or a reserved form (RFC 1035 §4.1.4): nothing precedes the question that it could point to.
            guard label < 64 else { return }
            at &+= label &+ 1
            guard at < 12 &+ 255 else { return }
        }
        let end = at &+ 5
        guard end <= length else { return }
        nameLength = at &- 11
        hash = world.hash(message + 12, nameLength)
        type = UInt16(truncatingIfNeeded: message.big16(at &+ 1))
        let recordClass = message.big16(at &+ 3)
        // An IXFR carries its SOA in the authority section (RFC 1995 §3); no other query has one.
        let authorities = message.big16(8)
        guard authorities == 0 || type == 251 else { return }
        let additionals = message.big16(10)
        if additionals == 0, authorities == 0 {
            guard end == length else { return }
        } else {
            guard readRecords(message, from: end, to: length, authorities: authorities, additionals: additionals)
            else { return }
        }
        guard rcode != ReplyCode.badVersion, rcode != ReplyCode.notAuth else { return }
        guard recordClass == 1, type != 251, type != 252 else {
            rcode = ReplyCode.refused
            return
        }
        // Every other type is a type, known or not (RFC 3597 §2): where nothing of it stands, that is the answer.
        rcode = ReplyCode.noError
        verdict = .answer
    }

    /// What follows the question: one OPT is understood, a TSIG is not known, everything else is passed over. False if malformed.
    private mutating func readRecords(
        _ message: UnsafeRawPointer, from start: Int, to length: Int, authorities: Int, additionals: Int
    ) -> Bool {
        // Nobody sends more; each costs a look.
        guard authorities <= 1, additionals <= 8 else { return false }
        var at = start
        for index in 0..<authorities &+ additionals {
            let owner = at
            while true {
                guard at < length else { return false }
                let label = message.octet(at)
                if label == 0 {
                    at &+= 1
                    break
                }
                if label >= 192 {
                    at &+= 2
                    break
                }
                guard label < 64 else { return false }
                at &+= label &+ 1
                guard at &- owner < 255 else { return false }
            }
            guard at &+ 10 <= length else { return false }
            let type = message.big16(at)
            let size = message.big16(at &+ 8)
            guard at &+ 10 &+ size <= length else { return false }
            if type == 41, index >= authorities {
                // RFC 6891 §6.1.1: at most one, its owner the root.
                guard !hasEDNS, at == owner &+ 1 else { return false }
                hasEDNS = true
                payload = max(512, message.big16(at &+ 2))
                dnssecOK = message.octet(at &+ 6) & 0x80 != 0
                if message.octet(at &+ 5) != 0 { rcode = ReplyCode.badVersion }
                guard Query.hasWholeOptions(message, from: at &+ 10, to: at &+ 10 &+ size) else { return false }
            }
            if type == 250 {
                // RFC 8945 §5.1, §5.2.1: last of all; a key that we do not know is NOTAUTH.
                guard index == authorities &+ additionals &- 1 else { return false }
                rcode = ReplyCode.notAuth
            }
            at &+= 10 &+ size
        }
        return at == length
    }

    /// RFC 6891 §6.1.2: options are passed over when they are not known, but their lengths must add up.
    private static func hasWholeOptions(_ message: UnsafeRawPointer, from start: Int, to end: Int) -> Bool {
        var at = start
        while at < end {
            guard at &+ 4 <= end else { return false }
            at &+= 4 &+ message.big16(at &+ 2)
        }
        return at == end
    }
}
