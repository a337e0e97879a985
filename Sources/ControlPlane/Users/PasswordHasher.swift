import Foundation
import Synchronization

/// Hashes passwords, a few at once: each takes 32 MiB and 80 ms of a thread that nothing else waits for.
///
/// Strangers, whom anybody can send in any number, have a queue of their own: nobody of whom something is known waits
/// behind them.
final class PasswordHasher: Sendable {
    private let strangers = HashLine()
    private let acquaintances = HashLine()
    private let finished = Atomic(0)
    private let cost: PasswordHash.Cost
    private let nobodys: PasswordHash

    init(cost: PasswordHash.Cost) {
        self.cost = cost
        nobodys = .nobodys(cost: cost)
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
        try await (isKnown ? acquaintances : strangers).run {
            defer { self.finished.add(1, ordering: .relaxed) }
            return try body()
        }
    }
}

/// What is worked out in the order in which it came.
private final class HashLine: Sendable {
    // 50 hashes are two seconds of two threads: who comes after them is told to come again.
    private static let limit = 50

    private let queue = OperationQueue()
    private let waiting = Atomic(0)

    init() {
        queue.maxConcurrentOperationCount = max(1, min(4, ProcessInfo.processInfo.activeProcessorCount / 2))
    }

    /// Throws `unavailable` if too many wait already.
    func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        defer { waiting.subtract(1, ordering: .relaxed) }
        guard waiting.add(1, ordering: .relaxed).newValue <= Self.limit else {
            throw ControlPlaneError.unavailable(retryAfter: 2)
        }
        return try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { continuation.resume(with: Swift.Result { try body() }) }
        }
    }
}
