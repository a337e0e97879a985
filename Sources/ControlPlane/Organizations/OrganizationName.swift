import Foundation
import Records

/// What an organization may be called.
enum OrganizationName {
    static let limit = 200

    /// The name without white space around it; throws `invalid`.
    static func checked(_ text: String, at path: String) throws(ControlPlaneError) -> String {
        let name = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !name.isEmpty else {
            throw .invalid([Violation(path, .required, "is empty")])
        }
        guard name.count <= limit else {
            throw .invalid([Violation(path, .range, "longer than \(limit) characters")])
        }
        guard name.unicodeScalars.allSatisfy({ !CharacterSet.controlCharacters.contains($0) }) else {
            throw .invalid([Violation(path, .format, "holds a control character")])
        }
        return name
    }
}
