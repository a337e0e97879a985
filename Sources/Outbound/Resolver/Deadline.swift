/// A time by which something must be done.
public enum Deadline {
    /// What `body` gives, if it does in time; it is cancelled otherwise. Throws `ResolverError.silent`, or what it throws.
    public static func within<Value: Sendable>(
        _ time: Duration, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { race in
            race.addTask { try await body() }
            race.addTask {
                try await Task.sleep(for: time)
                throw ResolverError.silent
            }
            defer { race.cancelAll() }
            guard let first = try await race.next() else { throw ResolverError.silent }
            return first
        }
    }
}
