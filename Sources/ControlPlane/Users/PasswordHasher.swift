import Foundation
import Synchronization

/// Hashes passwords, a few at once: each takes 32 MiB and 80 ms of a thread that nothing else waits for.
final class PasswordHasher: Sendable {
    // 50 hashes are two seconds of two threads: who comes after them is told to come again.
    private static let waitingLimit = 50

    private let queue = OperationQueue()
    private let waiting = Atomic(0)
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
    func hash(_ password: String) async throws -> PasswordHash {
        let cost = cost
        return try await work { try PasswordHash(password, cost: cost) }
    }

    /// Whether `password` is the one. Where there is none to compare with it takes as long, so that the time does not
    /// tell who has one.
    func matches(_ password: String, _ hash: PasswordHash?) async throws -> Bool {
        let nobodys = nobodys
        return try await work {
            guard let hash, hash.isUsable else { return nobodys.matches(password) && false }
            return hash.matches(password)
        }
    }

    /// Whether a hash is to be replaced by one that costs more.
    func isOutgrown(_ hash: PasswordHash) -> Bool { hash.isWeaker(than: cost) }

    private func work<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        defer { waiting.subtract(1, ordering: .relaxed) }
        guard waiting.add(1, ordering: .relaxed).newValue <= Self.waitingLimit else {
            throw ControlPlaneError.unavailable(retryAfter: 2)
        }
        return try await withCheckedThrowingContinuation { continuation in
            queue.addOperation {
                continuation.resume(with: Swift.Result { try body() })
                self.finished.add(1, ordering: .relaxed)
            }
        }
    }
}
