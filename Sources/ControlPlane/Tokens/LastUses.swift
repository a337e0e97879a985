import SQL
import Synchronization

/// When API tokens were last used, as far as that is not written yet.
final class LastUses: Sendable {
    private let times = Mutex<[Int64: Int64]>([:])

    func note(_ token: Int64, at time: Int64) {
        times.withLock { $0[token] = time }
    }

    func time(of token: Int64) -> Int64? { times.withLock { $0[token] } }

    func take() -> [Int64: Int64] {
        times.withLock { times in
            defer { times = [:] }
            return times
        }
    }

    /// What could not be written; a later use counts.
    func putBack(_ unwritten: some Sequence<(key: Int64, value: Int64)>) {
        times.withLock { times in
            for (token, time) in unwritten { times[token] = max(time, times[token] ?? time) }
        }
    }
}

extension ControlPlane {
    // Others wait while a group is written.
    private static let usesAtOnce = 1_000

    /// Writes down when tokens were last used: to be called once a minute, and at the end. What fails is tried again.
    public func writeLastUses() async throws {
        var rest = lastUses.take().sorted { $0.key < $1.key }[...]
        while !rest.isEmpty {
            let slice = rest.prefix(Self.usesAtOnce)
            do {
                // Not `writePeople`: nothing that a decision depends on is another afterwards.
                try await store.write { db in
                    for (token, time) in slice { try TokenRows.noteUse(of: token, at: time, db) }
                }
            } catch {
                lastUses.putBack(rest)
                throw error
            }
            rest = rest.dropFirst(slice.count)
        }
    }
}
