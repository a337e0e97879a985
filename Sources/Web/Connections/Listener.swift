import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// A bound address and what answers there, until the group that runs it shuts down.
public struct Listener: Service, CustomStringConvertible {
    /// Why an address cannot be listened on: one line for the operator.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    public let description: String
    private let address: String
    private let application: any ApplicationProtocol

    init(_ name: String, at address: String, _ application: any ApplicationProtocol) {
        description = name
        self.address = address
        self.application = application
    }

    /// Throws `Failure` if the address cannot be bound.
    public func run() async throws {
        do {
            try await application.run()
        } catch let error as IOError where error.errnoCode != 0 {
            let reason =
                error.errnoCode == EADDRINUSE
                ? "in use by another process" : "cannot listen there: \(String(cString: strerror(error.errnoCode)))"
            throw Failure(description: "\(description): \(address): \(reason)")
        }
    }
}
