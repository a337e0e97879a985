/// Where a name lies: its zone, and what stands at it, above it or nearest to it (RFC 1034 §4.3.2, steps 2 and 3).
struct Place {
    let zone: Reference
    let version: ZoneVersion
    /// The apex, folded.
    let apex: UnsafeMutableRawPointer
    let apexLength: Int
    /// What stands at the name itself; nil if the name does not exist.
    let node: NodeVersion?
    /// Octets of the name before its closest encloser (RFC 4592 §3.3.1); 0 if the name exists.
    let encloser: Int
    /// The topmost delegation at or above the name, and the octets of the name before it.
    let cut: (node: NodeVersion, offset: Int)?
}

extension View {
    /// Finds the deepest zone that the name lies in, and the name in it; nil if it is in none of ours.
    ///
    /// - Parameter asksDS: a DS record belongs to the parent's side of a cut (RFC 4035 §3.1.4.1).
    @inline(__always)
    func place(of name: UnsafeRawPointer, _ length: Int, _ hash: UInt32, asksDS: Bool) -> Place? {
        let world = world
        let found = entry(name, length, hash) { entry in zoneVersion(world.zone(entry.zone)) != nil }
        if let found, !asksDS {
            let zone = world.zone(found.zone)
            if !zone.hasZonesBelow, let version = zoneVersion(zone), let node = node(found) {
                let apex = world.entry(zone.apex)
                let cut = version.cuts == 0 ? nil : cut(name, length, found.zone, apex.nameLength, from: 0)
                return Place(
                    zone: found.zone, version: version, apex: apex.name, apexLength: apex.nameLength, node: node,
                    encloser: 0, cut: cut)
            }
        }
        return placeByWalking(name, length, hash, asksDS: asksDS)
    }

    /// From the whole name upwards to the first that exists; then down again if zones lie inside zones.
    private func placeByWalking(
        _ name: UnsafeRawPointer, _ length: Int, _ hash: UInt32, asksDS: Bool
    ) -> Place? {
        guard let zone = deepestZone(name, length, hash, asksDS: asksDS) else { return nil }
        let entry = world.zone(zone)
        guard let version = zoneVersion(entry) else { return nil }
        let apex = world.entry(entry.apex)
        var at = longest(name)
        var existing: NodeVersion?
        while length &- at >= apex.nameLength {
            let left = length &- at
            let hash = at == 0 ? hash : world.hash(name + at, left)
            if let found = self.entry(name + at, left, hash, in: zone), let node = node(found) {
                existing = node
                break
            }
            at &+= name.octet(at) &+ 1
        }
        guard let existing else { return nil }
        let cut = version.cuts == 0 ? nil : cut(name, length, zone, apex.nameLength, from: at, asksDS: asksDS)
        return Place(
            zone: zone, version: version, apex: apex.name, apexLength: apex.nameLength,
            node: at == 0 ? existing : nil, encloser: at, cut: cut)
    }

    /// The zone whose apex is nearest above the name; for DS the one above that, if we serve it.
    private func deepestZone(_ name: UnsafeRawPointer, _ length: Int, _ hash: UInt32, asksDS: Bool) -> Reference? {
        var at = longest(name)
        var child: Reference?
        while at < length {
            let left = length &- at
            var apexZone: Reference?
            var enclosing: Reference?
            let world = world
            _ = entry(name + at, left, at == 0 ? hash : world.hash(name + at, left)) { entry in
                let zone = world.zone(entry.zone)
                guard zoneVersion(zone) != nil, node(entry) != nil else { return false }
                if entry.isApex { apexZone = entry.zone }
                if !zone.hasZonesBelow { enclosing = entry.zone }
                return entry.isApex
            }
            if let apexZone {
                guard asksDS, at == 0 else {
                    // Without a cut there the parent knows nothing of the child, and says nothing of it.
                    guard let child, !isDelegation(name, length, hash, in: apexZone) else { return apexZone }
                    return child
                }
                child = apexZone
            } else if let enclosing, child == nil {
                // A zone without zones below it: no apex can come between.
                return enclosing
            }
            at &+= name.octet(at) &+ 1
        }
        return child
    }

    private func isDelegation(_ name: UnsafeRawPointer, _ length: Int, _ hash: UInt32, in zone: Reference) -> Bool {
        guard let entry = entry(name, length, hash, in: zone), let node = node(entry) else { return false }
        return node.isDelegation
    }

    /// Octets to skip because no stored name has so many labels: what an asker invents costs no look-ups.
    private func longest(_ name: UnsafeRawPointer) -> Int {
        var labels = 0
        var at = 0
        while name.octet(at) != 0 {
            labels &+= 1
            at &+= name.octet(at) &+ 1
        }
        at = 0
        while labels > world.mostLabels {
            labels &-= 1
            at &+= name.octet(at) &+ 1
        }
        return at
    }

    /// The topmost delegation between the apex and the name; from `start` on upwards, as nothing stands below that.
    private func cut(
        _ name: UnsafeRawPointer, _ length: Int, _ zone: Reference, _ apexLength: Int, from start: Int,
        asksDS: Bool = false
    ) -> (node: NodeVersion, offset: Int)? {
        var topmost: (node: NodeVersion, offset: Int)?
        var at = start
        while length &- at > apexLength {
            let left = length &- at
            if let found = entry(name + at, left, world.hash(name + at, left), in: zone), let node = node(found),
                node.isDelegation, !(asksDS && at == 0)
            {
                topmost = (node, at)
            }
            at &+= name.octet(at) &+ 1
        }
        return topmost
    }
}
