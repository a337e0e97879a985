import Records

/// A user to be.
public struct UserDraft: Sendable, Hashable {
    var email: String
    /// Nil: the address.
    var name: String?
    /// Nil: none until it is reset.
    var password: String?

    /// `choosesPassword`: one is required.
    public init(reading body: JSON, choosesPassword: Bool) throws(Violations) {
        var reader = try BodyReader(body)
        let email = reader.email()
        name = reader.text("name")
        password = reader.newPassword(of: email, isRequired: choosesPassword)
        try reader.finish()
        self.email = email ?? ""
    }
}

/// What an operator changes of a user; what is nil stays as it is.
public struct UserPatch: Sendable, Hashable {
    var name: String?
    var isSuspended: Bool?
    var isOperator: Bool?

    /// Out of a body about `user`.
    public init(reading body: JSON, of user: User) throws(Violations) {
        var reader = try BodyReader(body)
        name = reader.text("name")
        isOperator = reader.bool("operator")
        isSuspended = reader.bool("suspended")
        let settable = "set by its user alone; here are name, operator and suspended"
        reader.keep("email", at: .string(user.email), settable)
        reader.keep("twoFactor", at: .bool(user.hasSecondFactor), settable)
        try reader.finish()
    }
}

/// What users change of themselves.
public struct OwnPatch: Sendable, Hashable {
    var name: String?
    var email: String?
    /// Needed for another address: whoever has it can have the password reset.
    var password: String?

    /// Out of a body about `user`.
    public init(reading body: JSON, of user: User) throws(Violations) {
        var reader = try BodyReader(body)
        email = reader.email(isRequired: false)
        name = reader.text("name")
        password = reader.text("currentPassword", Credentials.passwordLength)
        let settable = "not set here; name and email are"
        reader.keep("operator", at: .bool(user.isOperator), settable)
        reader.keep("suspended", at: .bool(user.isSuspended), settable)
        reader.keep("twoFactor", at: .bool(user.hasSecondFactor), settable)
        try reader.finish()
    }
}
