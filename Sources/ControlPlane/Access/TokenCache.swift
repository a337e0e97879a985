import Synchronization

/// The callers behind the tokens seen lately, so that a request is authenticated in microseconds.
///
/// One generation covers all: any committed write to users, members or tokens ends every answer given before it, so
/// a revocation is never outlived, whatever it touched.
final class TokenCache: Sendable {
    struct Answer: Sendable {
        var caller: Caller
        var expiresAt: Int64?

        /// What it takes of memory, in parts of some hundred octets.
        var weight: Int {
            let lists = [caller.token?.permissions] + caller.organizations.values.map(\.permissions)
            return lists.reduce(1) { $0 + 1 + ($1 ?? []).reduce(0) { $0 + 1 + $1.elementCount } }
        }
    }

    private struct State {
        var generation = 0
        var answers: [TokenHash: Answer] = [:]
        var weight = 0

        mutating func forget() {
            answers.removeAll()
            weight = 0
        }
    }

    // Bounds the memory, whatever permissions tokens come with: past it the cache begins anew.
    private static let capacity = 100_000

    private let state = Mutex(State())

    /// To be read before the look-up whose result is then remembered.
    var generation: Int { state.withLock { $0.generation } }

    func answer(for hash: TokenHash) -> Answer? { state.withLock { $0.answers[hash] } }

    /// Forgets the answer if something was written since `generation` was read.
    func remember(_ answer: Answer, for hash: TokenHash, asOf generation: Int) {
        state.withLock { state in
            guard state.generation == generation else { return }
            if state.weight + answer.weight > Self.capacity { state.forget() }
            if let known = state.answers.updateValue(answer, forKey: hash) { state.weight -= known.weight }
            state.weight += answer.weight
        }
    }

    func invalidate() {
        state.withLock { state in
            state.generation += 1
            state.forget()
        }
    }
}
