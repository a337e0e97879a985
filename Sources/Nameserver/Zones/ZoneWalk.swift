import DNS
import NIOConcurrencyHelpers

/// All records of one zone as they were when the walk began, in slices, whatever is published meanwhile.
///
/// It holds no version: a name that changes under way leaves what stood at it with the walk first (as a snapshot of a disk does).
/// SOA is not among the records; `serial` and the caller's knowledge of the zone make it.
public final class ZoneWalk: Sendable {
    public let serial: UInt32
    private let zones: Zones
    private let zone: Reference
    let state: State

    init(zones: Zones, zone: Reference, serial: UInt32, first: Reference) {
        self.zones = zones
        self.zone = zone
        self.serial = serial
        state = State(first: first)
    }

    deinit { zones.end(state, of: zone) }

    /// The records of the next names, up to `count` names; empty at the end, nil if the walk had to be given up (the zone went,
    /// or too much of it changed): begin again.
    public func next(_ count: Int = 64) -> [ResourceRecord]? {
        state.content.withLockedValue { content in
            guard !content.isVoid else { return nil }
            var records: [ResourceRecord] = []
            var left = count
            while content.cursor != 0, left > 0 || records.isEmpty {
                let entry = zones.world.entry(content.cursor)
                if let old = content.changed.removeValue(forKey: content.cursor) {
                    content.kept -= old.count
                    old.withUnsafeBytes { octets in
                        guard let base = octets.baseAddress, !octets.isEmpty else { return }
                        records += entry.records(in: UnsafeMutableRawPointer(mutating: base), upTo: octets.count)
                    }
                } else if entry.latest != 0 {
                    let node = zones.world.node(entry.latest)
                    let sets = node.rrsets
                    if let last = sets.last {
                        let start = node.at + NodeVersion.header
                        records += entry.records(in: start, upTo: last.following.at - start)
                    }
                }
                content.cursor = entry.next
                left -= 1
            }
            return records
        }
    }

    final class State: Sendable {
        struct Content {
            var cursor: Reference
            /// Name → the RRsets that stood there when the walk began, for those that changed since.
            var changed: [Reference: [UInt8]] = [:]
            var kept = 0
            var isVoid = false
        }

        let content: NIOLockedValueBox<Content>

        init(first: Reference) { content = NIOLockedValueBox(Content(cursor: first)) }

        /// Octets that a walk may keep of what changed; a zone that changes more meanwhile is walked again.
        static let mostKept = 64 << 20
    }
}

extension ZoneWriter {
    /// Before `entry` gets a new version: every walk of its zone keeps what stood there.
    func keepForWalks(_ entry: NameEntry) {
        guard !walks.isEmpty, let states = walks[entry.zone] else { return }
        let reference = self.reference(of: entry)
        var octets: [UInt8] = []
        if entry.latest != 0, let last = world.node(entry.latest).rrsets.last {
            let start = world.node(entry.latest).at + NodeVersion.header
            octets = Array(UnsafeRawBufferPointer(start: start, count: last.following.at - start))
        }
        for state in states {
            state.content.withLockedValue { content in
                guard content.changed[reference] == nil else { return }
                content.changed[reference] = octets
                content.kept += octets.count
                if content.kept > ZoneWalk.State.mostKept { content.isVoid = true }
            }
        }
    }
}

extension NameEntry {
    /// The records in a stretch of stored RRsets, owned by this name.
    fileprivate func records(in start: UnsafeMutableRawPointer, upTo length: Int) -> [ResourceRecord] {
        guard let owner = try? Name(wire: UnsafeRawBufferPointer(start: name, count: nameLength)) else { return [] }
        var records: [ResourceRecord] = []
        var set = StoredRRset(at: start)
        while set.at < start + length {
            var record = set.records
            for _ in 0..<set.count {
                let size = StoredRRset.recordLength(record)
                let data = UnsafeRawBufferPointer(
                    start: record + StoredRRset.recordHeader, count: size - StoredRRset.recordHeader)
                let type = RecordType(rawValue: set.type)
                if let rdata = try? RDATA(type, wire: data) {
                    records.append(ResourceRecord(owner: owner, ttl: record.big32(6), rdata: rdata))
                }
                record += size
            }
            set = set.following
        }
        return records
    }
}
