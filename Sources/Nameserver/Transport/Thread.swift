import Glibc

/// A thread of the operating system: what blocks in a system call must not hold up Swift's own threads.
struct Thread: Sendable {
    private let handle: pthread_t

    init(_ body: @escaping @Sendable () -> Void) throws(ThreadError) { handle = try spawn(Body(body)) }

    /// Waits for its end.
    func join() { pthread_join(handle, nil) }
}

/// Why the system has no thread for us.
public struct ThreadError: Error, CustomStringConvertible, Sendable {
    let code: Int32

    public var description: String { "cannot start a thread: \(String(cString: strerror(code)))" }
}

private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func spawn(_ body: Body) throws(ThreadError) -> pthread_t {
    var handle = pthread_t()
    let box = Unmanaged.passRetained(body)
    let code = pthread_create(
        &handle, nil,
        { argument in
            guard let argument else { return nil }
            Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
            return nil
        }, box.toOpaque())
    guard code == 0 else {
        box.release()
        throw ThreadError(code: code)
    }
    return handle
}
