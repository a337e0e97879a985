/// Opens when the last of some threads has ended.
final class Latch: Sendable {
    /// Not a `Mutex`: the thread sanitizer does not see into that one (Swift 6.3).
    private let monitor = Monitor()
    private nonisolated(unsafe) var threads: Int
    private nonisolated(unsafe) var waiting: [CheckedContinuation<Void, Never>] = []

    init(threads: Int) {
        self.threads = threads
    }

    /// The last thing that a thread does.
    func threadDidEnd() {
        let waiting = monitor.withLock {
            threads -= 1
            guard threads == 0 else { return [] as [CheckedContinuation<Void, Never>] }
            defer { self.waiting = [] }
            return self.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func opened() async {
        await withCheckedContinuation { continuation in
            let isOpen = monitor.withLock {
                if threads > 0 { waiting.append(continuation) }
                return threads == 0
            }
            if isOpen { continuation.resume() }
        }
    }
}
