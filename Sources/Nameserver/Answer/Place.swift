/// Where a name lies: its zone, and what stands at it, above it or nearest to it (RFC 1034 §4.3.2, steps 2 and 3).
struct Place {
    let zone: Reference
    let version: ZoneVersion
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
        var version: ZoneVersion?
        let found = entry(name, length, hash) { entry in
            version = zoneVersion(world.zone(entry.zone))
            return version != nil
        }
        if let found, let version, !asksDS {
            let zone = world.zone(found.zone)
            if !zone.hasZonesBelow, let node = node(found) {
                let cut = version.cuts == 0 ? nil : cut(name, length, found.zone, version.apexLength, from: 0)
                return Place(zone: found.zone, version: version, node: node, encloser: 0, cut: cut)
            }
        }
        return placeByWalking(name, length, hash, asksDS: asksDS)
    }

    /// A name that exists in a zone, at or above the one asked for.
    private struct Existing {
        let zone: Reference
        let node: NodeVersion
        /// Octets of the name asked for that stand before it.
        let at: Int
    }

    /// From the whole name upwards: to the first that exists, and to the zone that it lies in.
    private func placeByWalking(
        _ name: UnsafeRawPointer, _ length: Int, _ hash: UInt32, asksDS: Bool
    ) -> Place? {
        var nearest: Existing?
        guard let zone = deepestZone(name, length, hash, asksDS: asksDS, &nearest),
            let version = zoneVersion(world.zone(zone))
        else { return nil }
        // The walk has met the zone's nearest name on its way, unless one of another zone came before it.
        let known = nearest.flatMap { $0.zone == zone ? $0 : nil }
        guard let found = known ?? existing(name, length, hash, in: zone, version.apexLength) else { return nil }
        let cut =
            version.cuts == 0 ? nil : cut(name, length, zone, version.apexLength, from: found.at, asksDS: asksDS)
        return Place(
            zone: zone, version: version, node: found.at == 0 ? found.node : nil, encloser: found.at, cut: cut)
    }

    /// The nearest name at or above this one that exists in the zone.
    private func existing(
        _ name: UnsafeRawPointer, _ length: Int, _ hash: UInt32, in zone: Reference, _ apexLength: Int
    ) -> Existing? {
        var at = longest(name)
        while length &- at >= apexLength {
            let left = length &- at
            let hash = at == 0 ? hash : world.hash(name + at, left)
            if let found = entry(name + at, left, hash, in: zone), let node = node(found) {
                return Existing(zone: zone, node: node, at: at)
            }
            at &+= name.octet(at) &+ 1
        }
        return nil
    }

    /// The zone whose apex is nearest above the name; for DS the one above that, if we serve it.
    private func deepestZone(
        _ name: UnsafeRawPointer, _ length: Int, _ hash: UInt32, asksDS: Bool, _ nearest: inout Existing?
    ) -> Reference? {
        var at = longest(name)
        var child: Reference?
        while at < length {
            let left = length &- at
            var apexZone: Reference?
            var enclosing: Reference?
            let world = world
            _ = entry(name + at, left, at == 0 ? hash : world.hash(name + at, left)) { entry in
                let zone = world.zone(entry.zone)
                guard zoneVersion(zone) != nil, let node = node(entry) else { return false }
                if nearest == nil || entry.isApex && nearest?.at == at {
                    nearest = Existing(zone: entry.zone, node: node, at: at)
                }
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
