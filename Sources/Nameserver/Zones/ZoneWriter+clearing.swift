/// Names and zones that are gone leave the table in slices: first unlinked, then, when no reader can be at them, freed.
extension ZoneWriter {
    /// One slice of clearing; what it unlinks carries the upcoming version.
    mutating func clearSome() {
        let oldest = readers.oldest
        for _ in 0..<256 {
            guard let reference = rubbish.nextEmptied(upTo: oldest) else { break }
            let entry = world.entry(reference)
            let node = world.node(entry.latest)
            entry.isNotedEmpty = !node.exists
            guard !node.exists else { continue }
            // It came back and went again since, or a walk follows the links: a later slice takes it.
            guard node.world <= oldest, walks[entry.zone] == nil else {
                rubbish.noteEmpty(reference: reference, at: node.world)
                continue
            }
            unlink(entry)
            retire(entry)
        }
        guard let reference = rubbish.nextDropped(upTo: oldest), walks[reference] == nil else { return }
        let zone = world.zone(reference)
        for _ in 0..<256 where zone.first != 0 {
            let entry = world.entry(zone.first)
            // The note must not outlive the name.
            guard !entry.isNotedEmpty else { return }
            unlink(entry)
            retire(entry)
        }
        guard zone.first == 0 else { return }
        rubbish.finishDropped()
        rubbish.retire(zone.latest, world.zoneVersion(zone.latest).size, at: upcoming)
        rubbish.retire(reference, ZoneEntry.size, at: upcoming)
    }

    /// Goes on with what publications leave over; to be called now and then.
    mutating func maintain() {
        guard !rubbish.isEmpty || table.isGrowing else { return }
        clearSome()
        table.advance(1024)
        show()
    }

    private func unlink(_ entry: NameEntry) {
        if entry.next != 0 { world.entry(entry.next).previous = entry.previous }
        if entry.previous != 0 {
            world.entry(entry.previous).next = entry.next
        } else {
            world.zone(entry.zone).first = entry.next
        }
    }

    private mutating func retire(_ entry: NameEntry) {
        let length = entry.nameLength
        let reference = self.reference(of: entry)
        table.remove(NameTable.slot(world.hash(entry.name, length), reference))
        if entry.latest != 0 { rubbish.retire(entry.latest, world.node(entry.latest).size, at: upcoming) }
        rubbish.retire(reference, NameEntry.size(nameLength: length), at: upcoming)
    }
}
