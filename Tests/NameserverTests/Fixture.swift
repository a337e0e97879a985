import DNS

@testable import Nameserver

/// `owner ttl type rdata`, all names absolute.
func record(_ line: some StringProtocol) throws -> ResourceRecord {
    let fields = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: true)
    guard fields.count == 4, let ttl = UInt32(fields[1]), let type = RecordType(fields[2]) else {
        throw ScenarioError(line: String(line))
    }
    return ResourceRecord(owner: try Name(fields[0]), ttl: ttl, rdata: try RDATA(type, text: fields[3]))
}

struct ScenarioError: Error {
    let line: String
}

func soa(_ apex: Name) throws -> SOA {
    SOA(
        mname: try apex.prepending(Array("ns1".utf8)), rname: try apex.prepending(Array("hostmaster".utf8)),
        refresh: 3600, retry: 600, expire: 1_209_600, minimum: 300, ttl: 3600)
}

extension Zones {
    func add(_ apex: String, key: Int64, tenant: Int64 = 1, serial: UInt32 = 1, records: [ResourceRecord]) throws {
        try apply(key, .create(apex: Name(apex)), apex: apex, tenant: tenant, serial: serial, added: records)
    }

    func apply(
        _ key: Int64, _ step: ZoneChange.Step = .update, apex: String, tenant: Int64 = 1, serial: UInt32 = 1,
        removed: [ResourceRecord] = [], added: [ResourceRecord] = []
    ) throws {
        let change = ZoneChange(
            zone: key, step: step, tenant: tenant, serial: serial, soa: try soa(Name(apex)),
            delta: Delta(removed: removed, added: added))
        try reserve(change)
        publish([change])
    }

    /// Every record of the zone, by a walk; in canonical order.
    func records(_ key: Int64) throws -> [String] {
        guard let walk = walk(key) else { return [] }
        var all: [ResourceRecord] = []
        while let slice = walk.next(7), !slice.isEmpty { all += slice }
        return all.map(\.description).sorted()
    }
}

/// A responder with a room for packets: asks as a client would, without a socket.
final class Asker {
    private var responder: Responder
    private let packets: UnsafeMutableRawPointer
    private let lengths: UnsafeMutablePointer<Int>
    let stride = 0x10000 + 512

    init(_ zones: Zones) throws {
        responder = try Responder(zones, counters: Counters(.udp))
        packets = .allocate(byteCount: stride * Responder.batch, alignment: 16)
        packets.initializeMemory(as: UInt8.self, repeating: 0, count: stride * Responder.batch)
        lengths = .allocate(capacity: Responder.batch)
    }

    deinit {
        packets.deallocate()
        lengths.deallocate()
    }

    /// The replies to packets received together; empty where there was silence.
    func ask(_ queries: [[UInt8]], isUDP: Bool = true) -> [[UInt8]] {
        for (index, query) in queries.enumerated() {
            (packets + index * stride).copyMemory(from: query, byteCount: query.count)
            lengths[index] = query.count
        }
        responder.answer(queries.count, packets, stride: stride, lengths: lengths, isUDP: isUDP)
        return queries.indices.map { index in
            Array(UnsafeRawBufferPointer(start: packets + index * stride, count: lengths[index]))
        }
    }

    func ask(_ query: Message, isUDP: Bool = true) throws -> Message {
        try Message(parsing: ask([query.serialized()], isUDP: isUDP)[0])
    }

    func ask(_ name: String, _ type: RecordType, edns: EDNS? = nil, isUDP: Bool = true) throws -> Message {
        try ask(Message(id: 1, questions: [Question(name: Name(name), type: type)], edns: edns), isUDP: isUDP)
    }
}
