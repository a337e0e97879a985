import ControlPlane
import Logging
import ServiceLifecycle
import Web

/// What becomes of domains without anybody asking for it: claims lapse, deleted ones are purged, parents are looked at.
struct DomainUpkeep: Service, CustomStringConvertible {
    let plane: ControlPlane
    let readiness: Readiness
    let logger: Logger

    // Looks at eight domains a round at most.
    private static let pause = Duration.seconds(10)
    private static let roundsBetweenSweeps = 6

    var description: String { "upkeep" }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var round = 0
            while (try? await Task.sleep(for: Self.pause)) != nil {
                // Before the zones are loaded nothing may be served or dropped.
                guard readiness.isReady else { continue }
                if round % Self.roundsBetweenSweeps == 0 { await attempt("sweep") { try await sweep() } }
                await attempt("look at parents") { try await plane.checkDelegations() }
                round += 1
            }
        }
    }

    private func sweep() async throws {
        try await plane.lapseClaims()
        try await plane.purgeDomains()
    }

    /// What fails is tried again in the next round.
    private func attempt(_ what: String, _ body: () async throws -> Void) async {
        do {
            try await body()
        } catch {
            guard !Task.isCancelled else { return }
            logger.warning("upkeep failed", metadata: ["what": "\(what)", "error": "\(error)"])
        }
    }
}
