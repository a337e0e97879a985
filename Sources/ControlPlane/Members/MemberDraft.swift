import Records

/// What is asked to be of a member, or of whoever is invited to become one.
public struct MemberDraft: Sendable, Hashable {
    /// Where a person is meant who is not named otherwise.
    public var email: String
    /// Nil stays as it is.
    public var role: Role?
    public var permissions: Patched<[Permission]>

    public init(email: String = "", role: Role? = nil, permissions: Patched<[Permission]> = .kept) {
        self.email = email
        self.role = role
        self.permissions = permissions
    }

    /// Of somebody who is named by an e-mail address.
    public init(reading body: JSON) throws(Violations) {
        var reader = try BodyReader(body)
        email = reader.require("email", "an e-mail address", Self.email) ?? ""
        role = reader.require("role", Self.roles, Self.role)
        permissions = Self.permissions(&reader)
        try reader.finish()
    }

    /// Of one who is there.
    public init(patching body: JSON, of member: Member) throws(Violations) {
        var reader = try BodyReader(body, isPatch: true)
        email = ""
        role = body["role"] == nil ? reader.read("role", Self.role) : reader.require("role", Self.roles, Self.role)
        permissions = Self.permissions(&reader)
        let settable = "set by its user alone; here are role and permissions"
        reader.keep("email", at: .string(member.email), settable)
        reader.keep("name", at: .string(member.name), settable)
        reader.keep("hasSecondFactor", at: .bool(member.hasSecondFactor), settable)
        try reader.finish()
    }

    private static let roles = "one of owner, maintainer, viewer"

    private static func role(_ json: JSON, _ path: String) throws(Violation) -> Role {
        guard let role = Role(rawValue: try json.text(at: path, roles)) else {
            throw Violation(path, .format, "\(path): not \(roles)")
        }
        return role
    }

    private static func email(_ json: JSON, _ path: String) throws(Violation) -> String {
        try Credentials.checked(email: json.text(at: path, "an e-mail address"), at: path)
    }

    private static func permissions(_ reader: inout BodyReader) -> Patched<[Permission]> {
        switch reader.given("permissions") {
        case .absent: return .kept
        case .null: return .cleared
        case .value(let json):
            do throws(Violations) {
                return .set(try Permission.read(json))
            } catch {
                reader.note(error)
                return .kept
            }
        }
    }
}
