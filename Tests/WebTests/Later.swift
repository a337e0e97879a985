import Synchronization

/// A clock that stands until it is set on.
final class Later: Sendable {
    private let time: Mutex<Int64>

    init(_ now: Int64) { time = Mutex(now) }

    var now: Int64 { time.withLock { $0 } }

    func advance(_ seconds: Int64) { time.withLock { $0 += seconds * 1_000_000 } }
}
