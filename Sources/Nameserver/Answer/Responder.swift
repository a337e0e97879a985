import Synchronization

/// Answers queries out of the zones, in place: one per thread, with the little memory that a reply under way needs.
///
/// A batch is worked through in phases, so that the cache misses of its queries overlap: read all, touch what all of them need,
/// then answer.
struct Responder: ~Copyable {
    private let zones: Zones
    private let line: Int
    private let queries: UnsafeMutablePointer<Query>
    private let batchTouch: BatchTouch
    private let known: UnsafeMutablePointer<KnownNames.Known>
    private let names: UnsafeMutableRawPointer
    private var rotation = 0
    let counters: Counters

    static let batch = 32

    init(_ zones: Zones, counters: Counters) throws(ZonesError) {
        guard let line = zones.readers.claim() else { throw .tooManyReaders }
        self.zones = zones
        self.line = line
        self.counters = counters
        queries = .allocate(capacity: Responder.batch)
        batchTouch = BatchTouch(capacity: Responder.batch)
        known = .allocate(capacity: KnownNames.capacity)
        names = .allocate(byteCount: 1024, alignment: 8)
    }

    deinit {
        zones.readers.giveUp(line)
        queries.deallocate()
        batchTouch.deallocate()
        known.deallocate()
        names.deallocate()
    }

    /// Turns the `count` packets at `stride` octets from each other into replies; `lengths` becomes theirs, 0 for silence.
    mutating func answer(
        _ count: Int, _ packets: UnsafeMutableRawPointer, stride: Int, lengths: UnsafeMutablePointer<Int>, isUDP: Bool
    ) {
        let world = zones.world
        for index in 0..<count {
            queries[index] = Query(reading: packets + index &* stride, length: lengths[index], world: world)
        }
        let view = View(world, version: zones.readers.pin(line))
        if count > 1 { batchTouch.touch(count, queries, packets, stride: stride, view) }
        for index in 0..<count {
            let packet = packets + index &* stride
            lengths[index] = reply(to: queries[index], packet, lengths[index], view, isUDP: isUDP)
            counters.note(queries[index], packet, lengths[index])
        }
        zones.readers.unpin(line)
        counters.flush()
    }

    @inline(__always)
    private mutating func reply(
        to query: Query, _ packet: UnsafeMutableRawPointer, _ length: Int, _ view: View, isUDP: Bool
    ) -> Int {
        switch query.verdict {
        case .drop: return 0
        case .refuse: return refuse(query, packet, length)
        case .answer: break
        }
        rotation &+= 1
        let most = isUDP ? min(query.payload, UDPLimits.payload) : 0xffff
        var writer = ReplyWriter(
            message: packet, questionName: query.nameLength,
            limit: most &- (query.hasEDNS ? ReplyWriter.optLength : 0), names: KnownNames(storage: known))
        let answer = Answer(view: view, query: query, rotation: rotation, names: names)
        answer.write(to: &writer)
        return writer.finish(query)
    }

    /// A reply without records: the question if it could be read, and an OPT if one was sent.
    private func refuse(_ query: Query, _ packet: UnsafeMutableRawPointer, _ length: Int) -> Int {
        var query = query
        query.findOPT(packet, length)
        let asked = packet.big16(2)
        packet.putBig16(0x8000 | asked & 0x7900 | query.rcode & 15, 2)
        packet.putBig16(query.nameLength == 0 ? 0 : 1, 4)
        packet.putBig16(0, 6)
        packet.putBig16(0, 8)
        packet.putBig16(query.hasEDNS ? 1 : 0, 10)
        let end = query.questionEnd
        return query.hasEDNS ? end &+ ReplyWriter.writeOPT(packet + end, query, rcode: query.rcode) : end
    }
}
