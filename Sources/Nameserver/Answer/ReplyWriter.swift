/// A reply under way, built in place behind the question that it answers.
struct ReplyWriter {
    let message: UnsafeMutableRawPointer
    /// Octets that the reply may take before the OPT record that still follows.
    let limit: Int
    private(set) var end: Int
    private(set) var truncated = false
    var isAuthoritative = true
    var rcode = ReplyCode.noError

    private var answers = 0
    private var authorities = 0
    private var additionals = 0
    private var section = Section.answer
    private var names: KnownNames

    enum Section { case answer, authority, additional }

    init(message: UnsafeMutableRawPointer, questionName length: Int, limit: Int, names: KnownNames) {
        self.message = message
        self.limit = limit
        end = 16 &+ length
        self.names = names
        self.names.start(question: message + 12, length: length)
    }

    mutating func begin(_ section: Section) { self.section = section }

    /// The prepared records of the question's name, as they stand. Rotated by whole records if they are addresses.
    @inline(__always)
    mutating func appendPrepared(_ set: StoredRRset, rotation: Int) {
        let length = set.length
        guard end &+ length <= limit else { return truncate() }
        let target = message + end
        let size = set.type == 1 ? 16 : set.type == 28 ? 28 : 0
        if size != 0, set.count > 1 {
            // Who takes the first address is spread over all of them (RFC 1794 §3.2).
            let first = rotation % set.count &* size
            target.copyMemory(from: set.records + first, byteCount: length &- first)
            (target + (length &- first)).copyMemory(from: set.records, byteCount: first)
        } else {
            target.copyMemory(from: set.records, byteCount: length)
        }
        end &+= length
        count(set.count)
    }

    /// Records of any owner, with names compressed where their type allows it. All of the RRset or nothing of it.
    ///
    /// - Returns: false if it did not fit; the reply is not marked as truncated by this.
    mutating func append(
        _ set: StoredRRset, owner: UnsafeRawPointer, _ ownerLength: Int, rotation: Int
    ) -> Bool {
        let start = end
        let known = names.count
        var record = UnsafeRawPointer(set.records)
        var left = set.count
        if set.type == 1 || set.type == 28, set.count > 1 {
            let size = set.type == 1 ? 16 : 28
            record += rotation % set.count &* size
        }
        let stop = UnsafeRawPointer(set.records) + set.length
        while left > 0 {
            let size = StoredRRset.recordLength(record)
            guard append(record, size, set.form, owner: owner, ownerLength) else {
                end = start
                names.forget(downTo: known)
                return false
            }
            record += size
            if record == stop { record = UnsafeRawPointer(set.records) }
            left &-= 1
        }
        count(set.count)
        return true
    }

    private mutating func append(
        _ record: UnsafeRawPointer, _ size: Int, _ form: RRsetForm, owner: UnsafeRawPointer, _ ownerLength: Int
    ) -> Bool {
        // Uncompressed it is the largest that it can be.
        guard end &+ ownerLength &+ size <= limit else { return appendTightly(record, size, form, owner, ownerLength) }
        writeName(owner, ownerLength)
        return appendData(record, size, form)
    }

    /// The same where only compression may make it fit: tried, and undone if it does not.
    private mutating func appendTightly(
        _ record: UnsafeRawPointer, _ size: Int, _ form: RRsetForm, _ owner: UnsafeRawPointer, _ ownerLength: Int
    ) -> Bool {
        let ownerSize = names.compressedLength(owner, ownerLength)
        guard end &+ ownerSize &+ size &- 2 <= limit else { return false }
        writeName(owner, ownerLength)
        return appendData(record, size, form)
    }

    private mutating func appendData(_ record: UnsafeRawPointer, _ size: Int, _ form: RRsetForm) -> Bool {
        let head = message + end
        if form.isCompressible {
            let prefix = 10 &+ form.nameOffset
            head.copyMemory(from: record + 2, byteCount: prefix)
            end &+= prefix
            writeName(record + 2 + prefix, size &- 2 &- prefix)
            head.putBig16(message + end - (head + 10), 8)
        } else {
            head.copyMemory(from: record + 2, byteCount: size &- 2)
            end &+= size &- 2
        }
        return true
    }

    /// The zone's SOA, in the authority section of a negative answer (RFC 2308 §2) or as the answer itself.
    mutating func append(soa zone: ZoneVersion, ttl: UInt32, apex: UnsafeRawPointer) -> Bool {
        guard end &+ zone.apexLength &+ zone.namesLength &+ 30 <= limit else { return false }
        writeName(apex, zone.apexLength)
        let head = message + end
        head.putBig32(0x0006_0001, 0)
        head.putBig32(ttl, 4)
        end &+= 10
        let first = zone.names.nameLength
        writeName(zone.names, first)
        writeName(zone.names + first, zone.namesLength &- first)
        (message + end).putBig32(zone.serial, 0)
        (message + end + 4).copyMemory(from: zone.timers, byteCount: 16)
        end &+= 20
        head.putBig16(message + end - (head + 10), 8)
        count(1)
        return true
    }

    private mutating func writeName(_ name: UnsafeRawPointer, _ length: Int) {
        end &+= names.write(name, length, to: message, at: end)
    }

    @inline(__always)
    private mutating func count(_ records: Int) {
        switch section {
        case .answer: answers &+= records
        case .authority: authorities &+= records
        case .additional: additionals &+= records
        }
    }

    /// RFC 2181 §9: TC when something required did not fit.
    mutating func truncate() { truncated = true }

    /// Writes header and OPT; the octets of the reply.
    @inline(__always)
    mutating func finish(_ query: Query) -> Int {
        let asked = message.big16(2)
        // QR, the question's RD (RFC 1035 §4.1.1); AD and CD stay clear (RFC 4035 §3.1.6).
        let flags = 0x8000 | asked & 0x0100 | (isAuthoritative ? 0x0400 : 0) | (truncated ? 0x0200 : 0) | rcode & 15
        message.putBig16(flags, 2)
        message.putBig16(answers, 6)
        message.putBig16(authorities, 8)
        message.putBig16(additionals &+ (query.hasEDNS ? 1 : 0), 10)
        if query.hasEDNS { end &+= ReplyWriter.writeOPT(message + end, query, rcode: rcode) }
        return end
    }

    /// RFC 6891 §6.1.2: our own payload size, version 0, the DO bit as it was asked (RFC 3225 §3). Returns 11.
    @inline(__always)
    static func writeOPT(_ at: UnsafeMutableRawPointer, _ query: Query, rcode: Int) -> Int {
        at.storeBytes(of: 0, as: UInt8.self)
        at.putBig16(41, 1)
        at.putBig16(UDPLimits.payload, 3)
        at.storeBytes(of: UInt8(truncatingIfNeeded: rcode &>> 4), toByteOffset: 5, as: UInt8.self)
        at.storeBytes(of: 0, toByteOffset: 6, as: UInt8.self)
        at.putBig16(query.dnssecOK ? 0x8000 : 0, 7)
        at.putBig16(0, 9)
        return 11
    }

    static let optLength = 11
}

enum UDPLimits {
    /// What is sent and announced at most: no path fragments it (RFC 9715 §3).
    static let payload = 1232
}

extension UnsafeRawPointer {
    /// The octets of the uncompressed name that begins here.
    var nameLength: Int {
        var at = 0
        while octet(at) != 0 { at &+= octet(at) &+ 1 }
        return at &+ 1
    }
}

extension UnsafeMutableRawPointer {
    var nameLength: Int { UnsafeRawPointer(self).nameLength }
}
