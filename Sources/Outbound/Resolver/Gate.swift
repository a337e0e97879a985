import DequeModule
import Synchronization

/// Lets so many through at a time, and so many wait.
final class Gate: Sendable {
    private struct State {
        var open: Int
        var waiters: Deque<CheckedContinuation<Bool, Never>> = []
    }

    private let state: Mutex<State>
    private let waiting: Int

    init(open: Int, waiting: Int) {
        state = Mutex(State(open: open))
        self.waiting = waiting
    }

    /// Throws `busy` where too many wait already. To be followed by `leave`.
    func enter() async throws(ResolverError) {
        let isInside = await withCheckedContinuation { (turn: CheckedContinuation<Bool, Never>) in
            let answer = state.withLock { state -> Bool? in
                if state.open > 0 {
                    state.open -= 1
                    return true
                }
                guard state.waiters.count < waiting else { return false }
                state.waiters.append(turn)
                return nil
            }
            if let answer { turn.resume(returning: answer) }
        }
        guard isInside else { throw .busy }
    }

    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard let next = state.waiters.popFirst() else {
                state.open += 1
                return nil
            }
            return next
        }
        next?.resume(returning: true)
    }
}
