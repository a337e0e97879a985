import DNS

/// Memory is found before a change is committed, so that publishing it cannot fail.
extension ZoneWriter {
    mutating func reserve(_ change: ZoneChange) throws(ZonesError) {
        let growth = RRsetGrowth(change)
        let apexLabels = apexLabels(change)
        var need = ZoneEntry.size + ZoneVersion.size(change.soa) * 2 + 1024
        var names = 1
        for (owner, types) in growth.octets {
            let node = storedNode(owner, in: change.zone)
            let earlier = reservations.promised(to: owner, in: change.zone)
            var size = NodeVersion.header + (node?.size ?? 0) + earlier.octets
            for (type, octets) in types {
                let stored = node?.rrset(type.rawValue)?.length ?? 0
                guard stored + octets + (earlier.types[type] ?? 0) <= NodeVersion.maximumRRset else { throw .tooLarge }
                size += StoredRRset.header + max(octets, 0)
            }
            guard size <= NodeVersion.maximumSize else { throw .tooLarge }
            guard (node?.rrsetCount ?? 0) + earlier.types.count + types.count <= 255 else { throw .tooLarge }
            // The name itself, and a version and an entry for each name between it and the apex that may not exist yet.
            let labels = max(owner.labelCount - apexLabels, 1)
            need += Arena.size(size) + labels * (NameEntry.size(nameLength: owner.wire.count) + NodeVersion.header)
            names += labels
        }
        guard arena.back(reservations.octets + need), makeRoom(names: reservations.names + names) else {
            throw .noMemory
        }
        reservations.add(growth, of: change.zone, octets: need, names: names)
    }

    /// Room in the table. It grows in steps as names come; only a set larger than the room it has makes it grow at once.
    mutating func makeRoom(names: Int) -> Bool {
        // One growth may be under way already, and be too small.
        for _ in 0..<2 where !table.reserve(names) {
            table.advance()
            takeGrownTable()
        }
        return table.reserve(names)
    }

    private func apexLabels(_ change: ZoneChange) -> Int {
        if case .create(let apex) = change.step { return apex.labelCount }
        return zones[change.zone].map { world.entry(world.zone($0).apex).labelCount } ?? 0
    }

    private func storedNode(_ owner: Name, in key: Int64) -> NodeVersion? {
        guard let zone = zones[key], let entry = entry(owner, in: zone), entry.latest != 0 else { return nil }
        return world.node(entry.latest)
    }

    mutating func release() { reservations.settle(1) }
}
