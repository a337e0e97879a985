import DNS

/// Memory promised to changes that are planned but not yet published.
struct Reservations {
    private var outstanding = 0
    private var octets = 0
    private var names = 0
    private var perRRset: [RRset: Int] = [:]

    private struct RRset: Hashable {
        let zone: Int64
        let owner: Name
        let type: RecordType
    }

    mutating func add(octets more: Int, names moreNames: Int) -> (octets: Int, names: Int) {
        outstanding += 1
        octets += more
        names += moreNames
        return (octets, names)
    }

    mutating func giveBack(octets less: Int, names fewer: Int) {
        octets -= less
        names -= fewer
        settle(1)
    }

    /// The octets promised to an RRset by this change and by those planned before it.
    mutating func promise(_ octets: Int, to owner: Name, _ type: RecordType, in zone: Int64) -> Int {
        perRRset[RRset(zone: zone, owner: owner, type: type), default: 0] += octets
        return perRRset[RRset(zone: zone, owner: owner, type: type), default: 0]
    }

    /// `count` changes were published or given up. When none is left, nothing is promised any more.
    mutating func settle(_ count: Int) {
        outstanding -= count
        guard outstanding <= 0 else { return }
        self = Reservations()
    }
}
