/// The one place that decides who may do what; every way in asks here.
public enum Access {
    public enum Verb: String, Sendable, Hashable {
        case read, create, update, delete
    }

    public enum Subject: Sendable, Hashable {
        /// The organization itself: its name, members, tokens.
        case organization
        /// Its domains, and their settings.
        case domains
        /// The records of its domains.
        case records
    }

    public enum Decision: Sendable, Hashable {
        case allowed
        /// The answer is the same as for an organization that does not exist.
        case notFound
        case forbidden(rule: String)
    }

    /// Whether `caller` may do `verb` to the `subject` of `organization`.
    public static func decide(_ caller: Caller, _ verb: Verb, _ subject: Subject, of organization: Int64) -> Decision {
        guard let role = caller.organizations[organization] else { return .notFound }
        let needed: Role =
            switch (subject, verb) {
            case (_, .read): .viewer
            case (.organization, _): .owner
            case (.domains, _), (.records, _): .maintainer
            }
        guard role >= needed else { return .forbidden(rule: "role-\(needed.rawValue)") }
        return .allowed
    }

    /// Whether `caller` may make organizations.
    public static func decideOrganizationCreation(_ caller: Caller) -> Decision {
        caller.isOperator ? .allowed : .forbidden(rule: "operators-make-organizations")
    }

    static func require(
        _ caller: Caller, _ verb: Verb, _ subject: Subject, of organization: Int64
    ) throws(ControlPlaneError) {
        switch decide(caller, verb, subject, of: organization) {
        case .allowed: return
        case .notFound: throw .notFound
        case .forbidden(let rule): throw .forbidden(rule: rule)
        }
    }
}
