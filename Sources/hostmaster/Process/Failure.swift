import ControlPlane
import Nameserver
import Outbound
import Records
import SQL
import Web

/// Why something could not be done: one line for the operator.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    /// What the modules say to the operator; nil for an error that is none of theirs.
    init?(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let failure as Listener.Failure: description = failure.description
        case let failure as TLSIdentity.Failure: description = failure.description
        case let failure as MailClient.Failure: description = "smtp: \(failure)"
        case let failure as ListenError: description = "dns: \(failure)"
        case let failure as ThreadError: description = "dns: \(failure)"
        case let failure as ZonesError: description = "dns: \(failure)"
        case let failure as SQLError: description = failure.message
        case let refusal as ControlPlaneError: description = Self.line(for: refusal)
        default: return nil
        }
    }

    private static func line(for refusal: ControlPlaneError) -> String {
        switch refusal {
        case .invalid(let violations), .conflict(let violations, _):
            violations.map { $0.message.hasPrefix($0.propertyPath) ? $0.message : "\($0.propertyPath): \($0.message)" }
                .joined(separator: "; ")
        default: "\(refusal)"
        }
    }
}
