import Foundation
import Logging
import ServiceLifecycle
import UnixSignals
import Web

/// Takes over a new certificate without a restart: when its files have changed, and at once on SIGHUP.
struct CertificateWatch: Service, CustomStringConvertible {
    let identity: TLSIdentity
    var interval = Duration.seconds(2)
    let logger: Logger

    var description: String { "certificate" }

    func run() async throws {
        tellExpiry()
        let signals = await UnixSignalsSequence(trapping: .sighup)
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { tasks in
                tasks.addTask { await self.watch() }
                tasks.addTask {
                    for await _ in signals {
                        self.take {
                            try self.identity.reload()
                            return true
                        }
                    }
                }
            }
        }
    }

    private func watch() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: interval)
            take { try identity.look() }
        }
    }

    private func take(_ body: () throws -> Bool) {
        do {
            guard try body() else { return }
            logger.info("certificate taken over", metadata: ["expires": "\(identity.expires.formatted(.iso8601))"])
            tellExpiry()
        } catch {
            logger.error("certificate not taken over, the old one is still in use", metadata: ["error": "\(error)"])
        }
    }

    private func tellExpiry() {
        guard identity.expires < Date() else { return }
        logger.error("the certificate has expired", metadata: ["on": "\(identity.expires.formatted(.iso8601))"])
    }
}
