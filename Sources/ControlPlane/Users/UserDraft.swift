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

    public init(reading body: JSON) throws(Violations) {
        var reader = try BodyReader(body)
        name = reader.text("name")
        isOperator = reader.bool("operator")
        isSuspended = reader.bool("suspended")
        // May be sent back as they were read.
        for member in ["email", "twoFactor"] { _ = reader.given(member) }
        try reader.finish()
    }
}

/// What users change of themselves.
public struct OwnPatch: Sendable, Hashable {
    var name: String?
    var email: String?
    /// Needed for another address: whoever has it can have the password reset.
    var password: String?

    public init(reading body: JSON) throws(Violations) {
        var reader = try BodyReader(body)
        email = reader.email(isRequired: false)
        name = reader.text("name")
        password = reader.text("currentPassword", Credentials.passwordLength)
        for member in ["operator", "suspended", "twoFactor"] { _ = reader.given(member) }
        try reader.finish()
    }
}
