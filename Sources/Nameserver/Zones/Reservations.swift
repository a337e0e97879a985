import DNS

/// Memory promised to changes that are planned but not yet published.
struct Reservations {
    private(set) var octets = 0
    private(set) var names = 0
    private var outstanding = 0
    private var perName: [OwnerName: Growth] = [:]

    private struct OwnerName: Hashable {
        let zone: Int64
        let name: Name
    }

    /// What is only taken away is not counted: the change that does so may still fail.
    struct Growth {
        var octets = 0
        var types: [RecordType: Int] = [:]
    }

    mutating func add(_ growth: RRsetGrowth, of zone: Int64, octets more: Int, names moreNames: Int) {
        outstanding += 1
        octets += more
        names += moreNames
        for (owner, types) in growth.octets {
            for (type, octets) in types where octets > 0 {
                let name = OwnerName(zone: zone, name: owner)
                perName[name, default: Growth()].types[type, default: 0] += octets
                perName[name, default: Growth()].octets += StoredRRset.header + octets
            }
        }
    }

    /// By how much the changes planned so far let a name grow.
    func promised(to owner: Name, in zone: Int64) -> Growth {
        perName[OwnerName(zone: zone, name: owner)] ?? Growth()
    }

    /// `count` changes were published or given up. When none is left, nothing is promised any more.
    mutating func settle(_ count: Int) {
        outstanding -= count
        guard outstanding <= 0 else { return }
        self = Reservations()
    }
}

/// By how many octets each RRset grows by a change (or shrinks), as it is stored.
struct RRsetGrowth {
    private(set) var octets: [Name: [RecordType: Int]] = [:]

    init(_ change: ZoneChange) {
        for record in change.delta.removed { add(-1, record) }
        for record in change.delta.added { add(1, record) }
    }

    private mutating func add(_ sign: Int, _ record: ResourceRecord) {
        octets[record.owner, default: [:]][record.type, default: 0] +=
            sign * (StoredRRset.recordHeader + record.rdata.wire.count)
    }
}
