import Hummingbird
import Testing

@testable import Web

extension Fixture {
    /// `body` with a server that listens on the port given.
    static func serving(
        limits: ConnectionLimits = .init(),
        _ application: @Sendable (Fixture, @escaping @Sendable (Int) -> Void) -> any ApplicationProtocol = {
            $0.web.application(onRunning: $1)
        }, _ body: @escaping (Int, Fixture) async throws -> Void
    ) async throws {
        try await with(limits: limits) { fixture in
            let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
            let application = application(fixture) { continuation.yield($0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await application.run() }
                var iterator = ports.makeAsyncIterator()
                let port = try #require(await iterator.next())
                try await body(port, fixture)
                group.cancelAll()
            }
        }
    }
}
