import ControlPlane
import Foundation
import Records

extension TokenDraft {
    private static let organizationLimit = 100

    /// What a body asks for. `caller` is a member of the organizations that it may name.
    init(reading body: JSON, for caller: Caller, at now: Int64) throws(Violations) {
        var reader = try BodyReader(body)
        let name = reader.text("name", isRequired: true) ?? ""
        if name != name.trimmingCharacters(in: .whitespacesAndNewlines) {
            reader.note("name", .format, "begins or ends with white space")
        }
        let expiresAt = reader.time("expiresAt")
        if let expiresAt, expiresAt <= now { reader.note("expiresAt", .range, "has passed") }
        let organizations = reader.list("organizations", limit: Self.organizationLimit) {
            json, path throws(Violation) in
            let id = try OrganizationIRI.read(json, path)
            guard caller.organizations[id] != nil else { throw TokenDraft.notYours(at: path) }
            return id
        }
        let permissions = Self.permissions(&reader)
        let preset = reader.read("preset", Self.preset)
        if permissions != nil, preset != nil {
            reader.note("preset", .notAllowed, "stands for permissions, so it cannot be sent beside them")
        }
        try reader.finish()
        self.init(
            name: name, expiresAt: expiresAt, organizations: organizations ?? [],
            permissions: permissions ?? preset?.permissions)
    }

    private static func permissions(_ reader: inout BodyReader) -> [Permission]? {
        guard case .value(let json) = reader.given("permissions") else { return nil }
        do throws(Violations) {
            return try Permission.read(json)
        } catch {
            reader.note(error)
            return []
        }
    }

    private static func preset(_ json: JSON, _ path: String) throws(Violation) -> TokenPreset {
        let wanted = "one of \(TokenPreset.allCases.map(\.rawValue).joined(separator: ", "))"
        guard let preset = TokenPreset(rawValue: try json.text(at: path, wanted)) else {
            throw Violation(path, .format, "\(path): not \(wanted)")
        }
        return preset
    }
}
