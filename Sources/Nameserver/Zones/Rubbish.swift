import DequeModule

/// What the newest world no longer needs, in the order in which it became so, each with the first version that does without it.
struct Rubbish {
    private struct Block {
        let version: UInt64
        let reference: Reference
        let octets: Int
    }

    private var blocks: Deque<Block> = []
    private var tables: Deque<(version: UInt64, table: NameTable)> = []
    /// Names at which nothing stands any more.
    private(set) var emptied: Deque<(version: UInt64, entry: Reference)> = []
    private(set) var dropped: Deque<(version: UInt64, zone: Reference)> = []

    var isEmpty: Bool { blocks.isEmpty && tables.isEmpty && emptied.isEmpty && dropped.isEmpty }

    mutating func retire(_ reference: Reference, _ octets: Int, at version: UInt64) {
        blocks.append(Block(version: version, reference: reference, octets: octets))
    }

    mutating func retire(_ table: NameTable, at version: UInt64) { tables.append((version, table)) }
    mutating func noteEmpty(reference: Reference, at version: UInt64) { emptied.append((version, reference)) }
    mutating func noteDropped(zone: Reference, at version: UInt64) { dropped.append((version, zone)) }

    /// The oldest emptied name that no reader at `oldest` or later can see.
    mutating func nextEmptied(upTo oldest: UInt64) -> Reference? {
        guard let first = emptied.first, first.version <= oldest else { return nil }
        return emptied.removeFirst().entry
    }

    /// The zone to be cleared next; it stays the first until `finishDropped`.
    func nextDropped(upTo oldest: UInt64) -> Reference? {
        guard let first = dropped.first, first.version <= oldest else { return nil }
        return first.zone
    }

    mutating func finishDropped() { dropped.removeFirst() }

    /// Frees what every reader has moved past: at most a few thousand blocks a time, so that no one waits for it.
    mutating func free(upTo oldest: UInt64, into arena: inout Arena) {
        for _ in 0..<4096 {
            guard let block = blocks.first, block.version <= oldest else { break }
            arena.release(block.reference, block.octets)
            blocks.removeFirst()
        }
        while let first = tables.first, first.version <= oldest {
            first.table.unmap()
            tables.removeFirst()
        }
    }
}
