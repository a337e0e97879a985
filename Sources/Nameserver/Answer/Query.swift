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
            guard let record = Record(message, at: at, length) else { return false }
            if record.type == 41, index >= authorities {
                // RFC 6891 §6.1.1: at most one.
                guard !hasEDNS, readOPT(message, record) else { return false }
            }
            if record.type == 250 {
                // RFC 8945 §5.1, §5.2.1: last of all; a key that we do not know is NOTAUTH.
                guard index == authorities &+ additionals &- 1 else { return false }
                rcode = ReplyCode.notAuth
            }
            at = record.end
        }
        return at == length
    }

    /// Finds the OPT of a packet that was refused before its records were read.
    ///
    /// RFC 6891 §6.1.1: a request with an OPT is answered with one, whatever else is wrong with it. Nothing but refusals
    /// comes here: each record costs a look, and a TCP message may hold thousands.
    mutating func findOPT(_ message: UnsafeRawPointer, _ length: Int) {
        guard !hasEDNS, length >= 12, message.big16(10) > 0 else { return }
        var at = 12
        for _ in 0..<message.big16(4) {
            guard let end = Query.endOfName(message, at: at, length), end &+ 4 <= length else { return }
            at = end &+ 4
        }
        let others = message.big16(6) &+ message.big16(8)
        for index in 0..<others &+ message.big16(10) {
            guard let record = Record(message, at: at, length) else { return }
            if record.type == 41, index >= others {
                _ = readOPT(message, record)
                return
            }
            at = record.end
        }
    }

    /// False if malformed.
    private mutating func readOPT(_ message: UnsafeRawPointer, _ record: Record) -> Bool {
        // RFC 6891 §6.1.2: its owner is the root.
        guard record.ownerLength == 1 else { return false }
        hasEDNS = true
        payload = max(512, message.big16(record.body &+ 2))
        dnssecOK = message.octet(record.body &+ 6) & 0x80 != 0
        if message.octet(record.body &+ 5) != 0 { rcode = ReplyCode.badVersion }
        // Options are passed over when they are not known, but their lengths must add up.
        var at = record.body &+ 10
        while at < record.end {
            guard at &+ 4 <= record.end else { return false }
            at &+= 4 &+ message.big16(at &+ 2)
        }
        return at == record.end
    }

    /// Where a record's parts lie in the message.
    private struct Record {
        let type: Int
        let ownerLength: Int
        /// Of the type, the first octets behind the owner.
        let body: Int
        let end: Int

        /// Nil if the message ends before it does.
        @inline(__always)
        init?(_ message: UnsafeRawPointer, at start: Int, _ length: Int) {
            guard let body = Query.endOfName(message, at: start, length), body &+ 10 <= length else { return nil }
            let end = body &+ 10 &+ message.big16(body &+ 8)
            guard end <= length else { return nil }
            type = message.big16(body)
            ownerLength = body &- start
            self.body = body
            self.end = end
        }
    }

    /// Where the name that begins at `start` ends, by a zero or by a pointer; nil if it is none.
    @inline(__always)
    private static func endOfName(_ message: UnsafeRawPointer, at start: Int, _ length: Int) -> Int? {
        var at = start
        while at < length {
            let label = message.octet(at)
            if label == 0 { return at &+ 1 }
            if label >= 192 { return at &+ 2 }
            guard label < 64 else { return nil }
            at &+= label &+ 1
            guard at &- start < 255 else { return nil }
        }
        return nil
    }
}
