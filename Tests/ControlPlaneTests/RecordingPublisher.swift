import ControlPlane
import DNS
import Synchronization

/// A name server that only remembers what it was told.
final class RecordingPublisher: Publisher {
    struct Full: Error {}

    struct State {
        var groups: [[ZoneChange]] = []
        var reserved: [ZoneChange] = []
        var isFull = false
        /// Asks for what was never reserved, or reserved otherwise.
        var mistakes = 0
    }

    private let state = Mutex(State())

    var groups: [[ZoneChange]] { state.withLock { $0.groups } }
    var published: [ZoneChange] { groups.flatMap(\.self) }
    var reserved: [ZoneChange] { state.withLock { $0.reserved } }
    var mistakes: Int { state.withLock { $0.mistakes } }

    func setFull(_ isFull: Bool) {
        state.withLock { $0.isFull = isFull }
    }

    func reserve(_ change: ZoneChange) throws {
        try state.withLock { state in
            if state.isFull { throw Full() }
            state.reserved.append(change)
        }
    }

    func publish(_ changes: [ZoneChange]) {
        state.withLock { state in
            if !state.reserved.starts(with: changes) { state.mistakes += 1 }
            state.reserved.removeFirst(min(changes.count, state.reserved.count))
            state.groups.append(changes)
        }
    }

    func release(_ change: ZoneChange) {
        state.withLock { state in
            if state.reserved.popLast() != change { state.mistakes += 1 }
        }
    }

    /// What a zone serves after all that was published, the SOA aside.
    func served(_ zone: Int64) -> Set<ResourceRecord> {
        var records: Set<ResourceRecord> = []
        for change in published where change.zone == zone {
            records.subtract(change.delta.removed)
            records.formUnion(change.delta.added)
        }
        return records
    }
}
