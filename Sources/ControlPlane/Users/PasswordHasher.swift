import Foundation
import Synchronization

/// Hashes passwords, a few at once: each takes 32 MiB and 80 ms of a thread that nothing else waits for.
///
/// Strangers, whom anybody can send in any number, wait behind those of whom something is known, and take none of their
/// places.
final class PasswordHasher: Sendable {
    // 50 hashes are two seconds of two threads: who comes after them is told to come again.
    private static let waitingLimit = 50

    private let queue = OperationQueue()
    private let strangers = Atomic(0)
    private let acquaintances = Atomic(0)
    private let finished = Atomic(0)
    private let cost: PasswordHash.Cost
    private let nobodys: PasswordHash

    init(cost: PasswordHash.Cost) {
        self.cost = cost
        nobodys = .nobodys(cost: cost)
        queue.maxConcurrentOperationCount = max(1, min(4, ProcessInfo.processInfo.activeProcessorCount / 2))
    }

    /// How many hashes were worked out.
    var count: Int { finished.load(ordering: .relaxed) }

    /// Throws `unavailable` if too many wait already.
    func hash(_ password: String, isKnown: Bool) async throws -> PasswordHash {
        let cost = cost
        return try await work(isKnown) { try PasswordHash(password, cost: cost) }
    }

    /// Whether `password` is the one. Where there is none to compare with it takes as long, so that the time does not
    /// tell who has one. Throws `unavailable` if too many wait already.
    func matches(_ password: String, _ hash: PasswordHash?, isKnown: Bool) async throws -> Bool {
        let nobodys = nobodys
        return try await work(isKnown) {
            guard let hash, hash.isUsable else { return nobodys.matches(password) && false }
            return hash.matches(password)
        }
    }

    /// Whether a hash is to be replaced by one that costs more.
    func isOutgrown(_ hash: PasswordHash) -> Bool { hash.isWeaker(than: cost) }

    private func work<Result: Sendable>(
        _ isKnown: Bool, _ body: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        defer { leave(isKnown) }
        guard enter(isKnown) <= Self.waitingLimit else { throw ControlPlaneError.unavailable(retryAfter: 2) }
        return try await withCheckedThrowingContinuation { continuation in
            let operation = BlockOperation {
                continuation.resume(with: Swift.Result { try body() })
                self.finished.add(1, ordering: .relaxed)
            }
            operation.queuePriority = isKnown ? .high : .normal
            queue.addOperation(operation)
        }
    }

    /// How many of the same kind wait, with this one.
    private func enter(_ isKnown: Bool) -> Int {
        (isKnown ? acquaintances.add(1, ordering: .relaxed) : strangers.add(1, ordering: .relaxed)).newValue
    }

    private func leave(_ isKnown: Bool) {
        if isKnown {
            acquaintances.subtract(1, ordering: .relaxed)
        } else {
            strangers.subtract(1, ordering: .relaxed)
        }
    }
}
