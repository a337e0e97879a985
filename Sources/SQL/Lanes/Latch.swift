import Synchronization

/// Opens when the last of some threads has ended.
final class Latch: Sendable {
    private struct State {
        var threads: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(threads: Int) {
        state = Mutex(State(threads: threads))
    }

    /// The last thing that a thread does.
    func threadDidEnd() {
        let waiting = state.withLock { state in
            state.threads -= 1
            defer { if state.threads == 0 { state.waiting = [] } }
            return state.threads == 0 ? state.waiting : []
        }
        for continuation in waiting { continuation.resume() }
    }

    func opened() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if state.threads > 0 { state.waiting.append(continuation) }
                return state.threads == 0
            }
            if isOpen { continuation.resume() }
        }
    }
}
