import Synchronization

/// Wakes whoever follows the log. A follower that is slow sees only the newest number: it never holds up a write.
final class Followers: Sendable {
    private struct State {
        var next = 0
        var continuations: [Int: AsyncStream<Int64>.Continuation] = [:]
    }

    private let state = Mutex(State())

    /// The sequence of the newest change, each time after it became visible; those missed are skipped.
    func wakes() -> AsyncStream<Int64> {
        let (stream, continuation) = AsyncStream.makeStream(of: Int64.self, bufferingPolicy: .bufferingNewest(1))
        let id = state.withLock { state in
            state.next += 1
            state.continuations[state.next] = continuation
            return state.next
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { _ = $0.continuations.removeValue(forKey: id) }
        }
        return stream
    }

    func wake(_ sequence: Int64) {
        let continuations = state.withLock { Array($0.continuations.values) }
        for continuation in continuations { continuation.yield(sequence) }
    }
}
