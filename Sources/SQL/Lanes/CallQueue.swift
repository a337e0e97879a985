/// The calls that wait for the threads of a lane, in the order in which they came.
final class CallQueue: @unchecked Sendable {
    enum Work {
        case calls([any Call])
        case releaseMemory
        /// Nothing will come any more, and everything that came has been taken.
        case end
    }

    private let monitor = Monitor()
    private var calls: [any Call] = []
    private var taken = 0
    private var isClosed = false
    private var releases = 0

    /// The call is answered with `closed` if it comes too late.
    func enqueue(_ call: any Call) {
        let isAccepted = monitor.withLock {
            guard !isClosed else { return false }
            calls.append(call)
            return true
        }
        // Outside the lock, or the thread that wakes would have to wait for it.
        guard !isAccepted else { return monitor.wakeOne() }
        call.fail(SQLError(.closed, "the store is closed"))
        call.answer()
    }

    /// Waits for work. `releasesSeen` is the calling thread's own count.
    func take(atMost limit: Int, releasesSeen: inout Int) -> Work {
        var seen = releasesSeen
        defer { releasesSeen = seen }
        return monitor.withLock {
            while taken == calls.count {
                if isClosed { return .end }
                if seen != releases {
                    seen = releases
                    return .releaseMemory
                }
                monitor.wait()
            }
            return .calls(next(limit))
        }
    }

    /// Each thread gives back what memory it can when it is idle.
    func releaseMemory() {
        monitor.withLock {
            releases += 1
            monitor.wakeAll()
        }
    }

    /// Takes no more calls; those that were accepted are still carried out.
    func close() {
        monitor.withLock {
            isClosed = true
            monitor.wakeAll()
        }
    }

    private func next(_ limit: Int) -> [any Call] {
        if taken == 0, calls.count <= limit {
            defer { calls = [] }
            return calls
        }
        let end = min(taken + limit, calls.count)
        let next = Array(calls[taken..<end])
        taken = end
        if taken == calls.count {
            calls.removeAll(keepingCapacity: true)
            taken = 0
        }
        return next
    }
}
