import SQL
import Synchronization

/// A participant that writes down what it was told, and fails a group when asked to.
final class Recorder: GroupParticipant {
    struct Refusal: Error {}

    private struct State {
        var steps: [String] = []
        var refusesNext = false
    }

    private let state = Mutex(State())

    var steps: [String] { state.withLock { $0.steps } }

    func refuseNextGroup() {
        state.withLock { $0.refusesNext = true }
    }

    func note(_ step: String) {
        state.withLock { $0.steps.append(step) }
    }

    func memberWillBegin() { note("begin") }
    func memberDidFail() { note("member failed") }
    func groupDidCommit() { note("committed") }
    func groupDidFail() { note("group failed") }

    func groupWillCommit(_ connection: any Connection) throws {
        note("will commit")
        let refuses = state.withLock { state in
            defer { state.refusesNext = false }
            return state.refusesNext
        }
        if refuses { throw Refusal() }
    }
}
