import Synchronization

/// Lets few large uploads in at once, and one of each user: what they hold in memory stays bounded.
final class UploadGate: Sendable {
    private static let most = 8

    private let users = Mutex<Set<Int64>>([])

    /// Throws 503 where there is no room.
    func holding<Result>(_ user: Int64, _ body: () async throws -> Result) async throws -> Result {
        let isIn = users.withLock { $0.count < Self.most && $0.insert(user).inserted }
        guard isIn else {
            throw Problem.unavailable("Too many files are being taken in at once.", retryAfter: 5)
        }
        defer { users.withLock { _ = $0.remove(user) } }
        return try await body()
    }
}
