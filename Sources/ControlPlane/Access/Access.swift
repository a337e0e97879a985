import Records

/// The one place that decides who may do what; every way in asks here.
public enum Access {
    public enum Verb: String, Sendable, Hashable, CaseIterable {
        case read, create, update, delete
    }

    public enum Subject: Sendable, Hashable {
        /// The organization itself: its name and what it asks of its members.
        case organization
        /// Its members and invitations.
        case members
        case activity
        /// Its accounts at DNS providers.
        case providers
        /// The list of its domains.
        case domains
        /// One of its domains, by name: that it is there, and its settings.
        case domain(String)
        /// Some of the records of the domain of that name: which, is decided one by one.
        case records(in: String)
        /// A record, to be seen.
        case record(DNSRecord.Draft, in: String)
        /// A record as it is and as it is to be: one that is made has no `from`, one that is removed no `to`.
        case edit(from: DNSRecord.Draft?, to: DNSRecord.Draft?, in: String)

        var domain: String? {
            switch self {
            case .organization, .members, .activity, .providers, .domains: nil
            case .domain(let name), .records(let name), .record(_, let name), .edit(_, _, let name): name
            }
        }

        /// What an operator reaches without being a member: that there is such an organization, and such a domain.
        fileprivate var isOperators: Bool {
            switch self {
            case .organization, .domains, .domain: true
            case .members, .activity, .providers, .records, .record, .edit: false
            }
        }

        fileprivate func neededRole(for verb: Verb) -> Role {
            if verb == .read { return .viewer }
            switch self {
            case .organization, .members, .providers: return .owner
            case .activity, .domains, .domain, .records, .record, .edit: return .maintainer
            }
        }
    }

    public enum Decision: Sendable, Hashable {
        case allowed
        /// The answer is the same as for an organization that does not exist.
        case notFound
        case forbidden(rule: String)
    }

    /// Whether `caller` may do `verb` to the `subject` of `organization`: by the role, the permissions of the member and
    /// those of the token. Each of them must allow it alone.
    public static func decide(_ caller: Caller, _ verb: Verb, _ subject: Subject, of organization: Int64) -> Decision {
        guard let membership = caller.organizations[organization] else {
            return decideForStranger(caller, verb, subject, of: organization)
        }
        guard !membership.requiresSecondFactor || caller.hasSecondFactor else { return .forbidden(rule: "require2fa") }
        guard verb == .read || !membership.isSuspended else { return .forbidden(rule: "organization-suspended") }
        let needed = subject.neededRole(for: verb)
        guard membership.role >= needed else { return .forbidden(rule: "role-\(needed.rawValue)") }
        let limits = [("member", membership.permissions), ("token", caller.token?.permissions)]
        for case (let whose, let permissions?) in limits {
            let refusals = permissions.map { $0.exceeded(by: verb, on: subject, from: caller.address) }
            guard !refusals.contains(nil) else { continue }
            // Of the entries that refuse, the one that came furthest says why. A list of none allows nothing.
            let limit = refusals.compactMap(\.self).max()
            return .forbidden(rule: "\(whose)-permissions" + (limit.map { "-\($0)" } ?? ""))
        }
        return .allowed
    }

    // An operator runs the instance, and is no member of its organizations for that.
    private static func decideForStranger(
        _ caller: Caller, _ verb: Verb, _ subject: Subject, of organization: Int64
    ) -> Decision {
        guard caller.isActingOperator else { return .notFound }
        guard subject.isOperators else { return .notFound }
        return verb == .read ? .allowed : .forbidden(rule: "not-a-member")
    }

    /// Whether `caller` may make organizations. `isOpen`: so may every user.
    public static func decideOrganizationCreation(_ caller: Caller, isOpen: Bool = false) -> Decision {
        guard caller.token?.permissions == nil, caller.token?.isLimited != true else {
            return .forbidden(rule: "token-permissions-domains")
        }
        return isOpen || caller.isOperator ? .allowed : .forbidden(rule: "operators-make-organizations")
    }

    /// Throws `forbidden`.
    public static func requireOrganizationCreation(_ caller: Caller, isOpen: Bool) throws(ControlPlaneError) {
        try require(decideOrganizationCreation(caller, isOpen: isOpen))
    }

    /// Whether `caller` may leave the organization: every member may, in whatever state either is; but not a token that
    /// was given less than everything.
    public static func decideLeaving(_ caller: Caller, of organization: Int64) -> Decision {
        guard caller.organizations[organization] != nil, caller.token?.permissions == nil else {
            return decide(caller, .delete, .members, of: organization)
        }
        return .allowed
    }

    static func requireLeaving(_ caller: Caller, of organization: Int64) throws(ControlPlaneError) {
        try require(decideLeaving(caller, of: organization))
    }

    /// Throws unless `caller` runs the instance, and is here as that.
    static func requireOperator(_ caller: Caller) throws(ControlPlaneError) {
        guard caller.isActingOperator else { throw .forbidden(rule: "operator") }
    }

    /// Throws unless the user came in person: a token cannot do what would outlive or outgrow it.
    static func requirePerson(_ caller: Caller) throws(ControlPlaneError) {
        guard caller.token == nil else { throw .forbidden(rule: "in-person") }
    }

    /// Throws unless `caller` may see and revoke the API token of that id, which is the same user's.
    static func requireToken(_ id: Int64, _ caller: Caller) throws(ControlPlaneError) {
        guard reachesAllTokens(caller) || caller.token?.id == id else { throw .forbidden(rule: "token-itself") }
    }

    /// A token that was given less than everything reaches itself alone: it can end itself, and nothing else.
    static func reachesAllTokens(_ caller: Caller) -> Bool {
        caller.token?.permissions == nil && caller.token?.isLimited != true
    }

    /// Throws unless `caller` comes from where its token may be used at all: asked before anything else, so that one
    /// that is used elsewhere learns nothing.
    public static func requireNetwork(of caller: Caller) throws(ControlPlaneError) {
        guard let permissions = caller.token?.permissions,
            !permissions.contains(where: { $0.isOpen(to: caller.address) })
        else { return }
        throw .forbidden(rule: "token-permissions-\(Permission.Limit.networks)")
    }

    /// Throws `notFound` or `forbidden` unless it is allowed.
    public static func require(
        _ caller: Caller, _ verb: Verb, _ subject: Subject, of organization: Int64
    ) throws(ControlPlaneError) {
        try require(decide(caller, verb, subject, of: organization))
    }

    private static func require(_ decision: Decision) throws(ControlPlaneError) {
        switch decision {
        case .allowed: return
        case .notFound: throw .notFound
        case .forbidden(let rule): throw .forbidden(rule: rule)
        }
    }
}
