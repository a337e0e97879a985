import Logging
import ServiceLifecycle

/// Does something every so often, and once more at the end. What fails is logged, and done the next time.
struct Periodic: Service, CustomStringConvertible {
    let description: String
    let interval: Duration
    let logger: Logger
    let work: @Sendable () async throws -> Void

    func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: interval) }
            do {
                try await work()
            } catch {
                logger.warning("failed", metadata: ["service": .string(description), "error": "\(error)"])
            }
        }
    }
}
