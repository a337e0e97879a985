import Foundation
import Records

/// What an organization may be called.
enum OrganizationName {
    static let limit = 200
    static let wanted = "text of 1 to \(limit) characters"

    /// The name without white space around it; throws `invalid`.
    static func checked(_ text: String, at path: String) throws(ControlPlaneError) -> String {
        let name = trimmed(text)
        if let (code, message) = fault(of: name) { throw .invalid([Violation(path, code, message)]) }
        return name
    }

    /// The same out of a body.
    static func read(_ json: JSON, at path: String) throws(Violation) -> String {
        let name = trimmed(try json.text(at: path, wanted))
        if let (code, message) = fault(of: name) { throw Violation(path, code, "\(path): \(message)") }
        return name
    }

    private static func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }

    private static func fault(of name: String) -> (Violation.Code, String)? {
        if name.isEmpty {
            (.required, "is empty")
        } else if name.unicodeScalars.count > limit {
            (.range, "longer than \(limit) characters")
        } else if name.unicodeScalars.contains(where: { CharacterSet.controlCharacters.contains($0) }) {
            (.format, "holds a control character")
        } else {
            nil
        }
    }
}
