import Records
import Testing

@testable import ControlPlane

@Suite struct CredentialsTests {
    @Test(arguments: ["short", "1234567", "password", "PassWord", "owner@example.net", "aaaaaaaaaa", "hostmaster"])
    func easyPasswordsAreRefused(_ password: String) async {
        let error = await refusal { try Credentials.check(password: password, of: "owner@example.net", at: "password") }
        guard case .invalid(let violations) = error else { return #expect(Bool(false), "accepted: \(password)") }
        #expect(violations.map(\.propertyPath) == ["password"])
    }

    @Test(arguments: ["correct horse", "12345abc", "häßlich!", "pässword"])
    func otherPasswordsAreTaken(_ password: String) throws {
        try Credentials.check(password: password, of: "owner@example.net", at: "password")
    }

    @Test(arguments: [("A@Example.NET ", "a@example.net"), ("a+b@x", "a+b@x")])
    func anAddressIsKeptInLowerCase(_ typed: String, _ kept: String) throws {
        #expect(try Credentials.email(typed, at: "email") == kept)
    }

    @Test(arguments: ["", "@", "a@", "@b", "a b@c", "a@b@c", "nobody"])
    func whatIsNoAddressIsRefused(_ text: String) async {
        let error = await refusal { try Credentials.email(text, at: "email") }
        #expect(error != nil)
    }
}
