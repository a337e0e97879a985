import Records

/// What is another of an organization: who may do that, and what its activity tells of it.
struct OrganizationChange {
    private let before: Organization
    private let after: Organization

    init(from before: Organization, to after: Organization) {
        self.before = before
        self.after = after
    }

    var isEmpty: Bool { !isOwners && !isOperators }

    private var isOwners: Bool {
        before.name != after.name || before.requiresSecondFactor != after.requiresSecondFactor
    }
    private var isOperators: Bool { before.isSuspended != after.isSuspended || before.quotas != after.quotas }

    /// Throws `forbidden` and `conflict`. `asOwner`: the caller is about to become its owner.
    func require(of caller: Caller, asOwner: Bool = false) throws(ControlPlaneError) {
        if isOperators { try Access.requireOperator(caller) }
        if isOwners, !asOwner { try Access.require(caller, .update, .organization, of: after.id) }
        // Who asks others for a second factor would else be the first to be locked out.
        guard !before.requiresSecondFactor, after.requiresSecondFactor, !caller.hasSecondFactor else { return }
        let message = "require2fa: you have no second factor yourself, and would be locked out; set one up first"
        throw .conflict([Violation("require2fa", .conflict, message)], with: [])
    }

    func activities(by caller: Caller) -> [Activity] {
        var activities: [Activity] = []
        func note(_ action: String, _ details: JSON.Object = [:]) {
            activities.append(Activity(action, in: after.id, by: caller, subject: after.name, details: details))
        }
        if isOwners {
            var details = JSON.Object()
            if before.name != after.name {
                details.append("name", Self.step(.string(before.name), .string(after.name)))
            }
            if before.requiresSecondFactor != after.requiresSecondFactor {
                details.append(
                    "require2fa", Self.step(.bool(before.requiresSecondFactor), .bool(after.requiresSecondFactor)))
            }
            note("organization.updated", details)
        }
        if before.isSuspended != after.isSuspended {
            note(after.isSuspended ? "organization.suspended" : "organization.resumed")
        }
        if before.quotas != after.quotas {
            note("organization.quotas-changed", ["quotas": Self.step(before.quotas.json, after.quotas.json)])
        }
        return activities
    }

    private static func step(_ before: JSON, _ after: JSON) -> JSON { ["before": before, "after": after] }
}
