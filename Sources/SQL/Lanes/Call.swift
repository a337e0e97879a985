import Synchronization

/// A closure that waits for a lane, with the task that waits for its result.
protocol Call: AnyObject, Sendable {
    /// Its task was cancelled, so that a call that has not begun may be dropped.
    var isCancelled: Bool { get }

    /// Runs the closure and keeps its result.
    func perform(on connection: any Connection) throws

    /// Puts an error in the place of the result.
    func fail(_ error: any Error)

    /// Tells the task, once.
    func answer()
}

/// Hands a closure to a lane and waits for the lane's answer.
func call<Result: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Result, through enqueue: (any Call) -> Void
) async throws -> Result {
    let cancellation = Cancellation()
    return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { continuation in
            enqueue(ClosureCall(body, continuation, cancellation))
        }
    } onCancel: {
        cancellation.isCancelled.store(true, ordering: .relaxed)
    }
}

private final class Cancellation: Sendable {
    let isCancelled = Atomic(false)
}

/// Touched by its lane alone, from the moment it is queued: the queue's lock carries it over.
private final class ClosureCall<Value: Sendable>: Call, @unchecked Sendable {
    private let body: @Sendable (any Connection) throws -> Value
    private let continuation: CheckedContinuation<Value, any Error>
    private let cancellation: Cancellation
    private var result: Result<Value, any Error>?

    init(
        _ body: @escaping @Sendable (any Connection) throws -> Value,
        _ continuation: CheckedContinuation<Value, any Error>, _ cancellation: Cancellation
    ) {
        self.body = body
        self.continuation = continuation
        self.cancellation = cancellation
    }

    var isCancelled: Bool { cancellation.isCancelled.load(ordering: .relaxed) }

    func perform(on connection: any Connection) throws {
        result = .success(try body(connection))
    }

    func fail(_ error: any Error) {
        result = .failure(error)
    }

    func answer() {
        guard let result else { preconditionFailure("answered before it was run") }
        continuation.resume(with: result)
    }
}
