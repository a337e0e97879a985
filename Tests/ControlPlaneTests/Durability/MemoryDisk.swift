import PowerCut
import Synchronization

/// A disk in memory, under a name of its own, whose power can be cut.
final class MemoryDisk: Sendable {
    struct Event {
        let kind: powercut_kind
        let text: String
        let data: [UInt8]
    }

    let name: String
    let path = "hostmaster.sqlite"

    private static let number = Atomic(0)

    init(seed: UInt64) {
        name = "plane-\(Self.number.add(1, ordering: .relaxed).newValue)"
        powercut_register(name, seed)
    }

    /// To be called when every store on it is closed.
    func remove() {
        powercut_unregister(name)
    }

    func note(_ words: String) {
        powercut_note(name, words)
    }

    var events: [Event] {
        (0..<powercut_trace_count(name)).map { number in
            let event = powercut_trace_event(name, number)
            let data = UnsafeRawBufferPointer(start: event.data, count: event.data == nil ? 0 : Int(event.length))
            return Event(kind: event.kind, text: String(cString: event.text), data: Array(data))
        }
    }
}
