import Records

/// Something that was done beside the changes of domains: by whom, to what, from where.
struct Activity: Sendable {
    /// A noun and what became of it: `member.added`, `token.revoked`, `login`.
    var action: String
    /// Nil: it concerns the person alone, and so each organization of that person.
    var organization: Int64?
    /// The person, where `organization` is nil.
    var user: Int64?
    var actor: Actor
    /// What it was done to, by the name that it had.
    var subject: String?
    /// Never with a secret in it.
    var details: JSON.Object
    var address: IPAddress?

    init(
        _ action: String, in organization: Int64? = nil, of user: Int64? = nil, by actor: Actor,
        from address: IPAddress? = nil, subject: String? = nil, details: JSON.Object = [:]
    ) {
        self.action = action
        self.organization = organization
        self.user = user
        self.actor = actor
        self.subject = subject
        self.details = details
        self.address = address
    }

    init(
        _ action: String, in organization: Int64? = nil, by caller: Caller, subject: String? = nil,
        details: JSON.Object = [:]
    ) {
        self.init(
            action, in: organization, of: organization == nil ? caller.user : nil, by: caller.actor,
            from: caller.address, subject: subject, details: details)
    }
}
