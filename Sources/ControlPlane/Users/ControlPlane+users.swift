import Records
import SQL

extension ControlPlane {
    /// The operator's list.
    public func users(
        _ filter: UserFilter = UserFilter(), offset: Int = 0, limit: Int = 30, for caller: Caller
    ) async throws -> Listing<User> {
        try Access.requireOperator(caller)
        return try await store.read { db in try UserRows.list(filter, offset: offset, limit: limit, db) }
    }

    /// One user, for an operator; the caller's own for everybody.
    public func user(_ id: Int64, for caller: Caller) async throws -> User {
        if id != caller.user { try Access.requireOperator(caller) }
        guard let user = try await store.read({ db in try UserRows.find(id, db) }) else {
            throw ControlPlaneError.notFound
        }
        return user
    }

    /// Throws `conflict` where somebody has the address.
    public func createUser(_ draft: UserDraft, for caller: Caller) async throws -> User {
        try Access.requireOperator(caller)
        try Access.requirePerson(caller)
        return try await create(draft, isKnown: true) { id in
            Activity("user.created", of: id, by: caller.actor, from: caller.address, subject: draft.email)
        }
    }

    /// Makes a user of whoever asks, where the operator has opened that. Throws `forbidden`, `throttled` and `conflict`.
    public func register(_ draft: UserDraft, from address: IPAddress?) async throws -> User {
        guard settings.policy.opensRegistration else { throw ControlPlaneError.forbidden(rule: "registration-closed") }
        let now = settings.now()
        guard paces.take(.registration(.init(address)), at: now) else {
            throw ControlPlaneError.throttled("Too many have registered from there.", retryAfter: 3_600)
        }
        return try await create(draft, isKnown: false) { id in
            Activity("user.registered", of: id, by: Actor(.user, id: id, name: draft.email), from: address)
        }
    }

    private func create(
        _ draft: UserDraft, isKnown: Bool, _ activity: @escaping @Sendable (Int64) -> Activity
    ) async throws -> User {
        try await store.read { db in try UserRows.checkFree(draft.email, db) }
        let hash: PasswordHash =
            if let password = draft.password { try await passwords.hash(password, isKnown: isKnown) } else { .none }
        let now = settings.now()
        return try await store.write { db in
            try UserRows.checkFree(draft.email, db)
            let id = try UserRows.create(
                email: draft.email, name: draft.name, password: hash, isOperator: false, at: now, db)
            try ActivityRows.note(activity(id), at: now, db)
            guard let user = try UserRows.find(id, db) else { throw ControlPlaneError.notFound }
            return user
        }
    }

    /// What an operator changes of a user. Throws `preconditionFailed` if `versions` lacks the present one, and
    /// `conflict` where nobody would be left to run the instance.
    public func updateUser(
        _ id: Int64, _ patch: UserPatch, versions: Set<Int64>? = nil, for caller: Caller
    ) async throws -> User {
        try Access.requireOperator(caller)
        try Access.requirePerson(caller)
        return try await update(id, versions, by: caller) { user, db in
            if let name = patch.name { user.name = name }
            if let isOperator = patch.isOperator { user.isOperator = isOperator }
            if let isSuspended = patch.isSuspended { user.isSuspended = isSuspended }
        }
    }

    /// What users change of themselves. Another address takes the password; throws `throttled` like a login.
    public func updateOwn(
        _ patch: OwnPatch, versions: Set<Int64>? = nil, for caller: Caller
    ) async throws -> User {
        try Access.requirePerson(caller)
        if let email = patch.email, email != caller.email {
            guard let password = patch.password else {
                let wanted = "currentPassword: required, to change the address"
                throw ControlPlaneError.invalid([Violation("currentPassword", .required, wanted)])
            }
            try await checkPassword(password, at: "currentPassword", of: caller)
        }
        return try await update(caller.user, versions, by: caller) { user, db in
            if let name = patch.name { user.name = name }
            if let email = patch.email {
                try UserRows.checkFree(email, butFor: user.id, db)
                user.email = email
            }
        }
    }

    private func update(
        _ id: Int64, _ versions: Set<Int64>?, by caller: Caller,
        _ change: @escaping @Sendable (inout User, any Connection) throws -> Void
    ) async throws -> User {
        let now = settings.now()
        return try await writePeople { db in
            guard let before = try UserRows.find(id, db) else { throw ControlPlaneError.notFound }
            try versions.require(before.version)
            var after = before
            try change(&after, db)
            guard after != before else { return before }
            let runs = before.isOperator && !before.isSuspended
            if runs, !after.isOperator || after.isSuspended, try UserRows.operators(beside: id, db) == 0 {
                let (path, what) = after.isOperator ? ("suspended", "suspended") : ("operator", "demoted")
                let message = "\(path): the last operator cannot be \(what)"
                throw ControlPlaneError.conflict([Violation(path, .conflict, message)], with: [])
            }
            try UserRows.update(after, at: now, db)
            if after.isSuspended { try SessionRows.endAll(of: id, db) }
            let changed = Activity(
                "user.updated", of: id, by: caller.actor, from: caller.address, subject: before.email,
                details: Self.differences(before, after))
            try ActivityRows.note(changed, at: now, db)
            guard let user = try UserRows.find(id, db) else { throw ControlPlaneError.notFound }
            return user
        }
    }

    /// The members that are others now, as they are now.
    private static func differences(_ before: User, _ after: User) -> JSON.Object {
        var details = JSON.Object()
        if after.email != before.email { details.append("email", .string(after.email)) }
        if after.name != before.name { details.append("name", .string(after.name)) }
        if after.isOperator != before.isOperator { details.append("operator", .bool(after.isOperator)) }
        if after.isSuspended != before.isSuspended { details.append("suspended", .bool(after.isSuspended)) }
        return details
    }
}
