import Testing

@testable import ControlPlane

@Suite struct AccessTests {
    static func caller(_ role: Role?, isOperator: Bool = false) -> Caller {
        Caller(
            user: 1, email: "a@example.net", isOperator: isOperator, organizations: role.map { [7: .init($0)] } ?? [:])
    }

    @Test(
        arguments: [
            (Role.viewer, Access.Verb.read, Access.Subject.records(in: "example.com"), Access.Decision.allowed),
            (.viewer, .create, .records(in: "example.com"), .forbidden(rule: "role-maintainer")),
            (.viewer, .delete, .domains, .forbidden(rule: "role-maintainer")),
            (.viewer, .update, .organization, .forbidden(rule: "role-owner")),
            (.maintainer, .create, .records(in: "example.com"), .allowed),
            (.maintainer, .delete, .domains, .allowed),
            (.maintainer, .update, .organization, .forbidden(rule: "role-owner")),
            (.owner, .delete, .records(in: "example.com"), .allowed),
            (.owner, .update, .organization, .allowed),
            (nil, .read, .records(in: "example.com"), .notFound),
            (nil, .update, .organization, .notFound),
        ] as [(Role?, Access.Verb, Access.Subject, Access.Decision)])
    func aRoleAllowsWhatThoseBelowItDo(
        _ role: Role?, _ verb: Access.Verb, _ subject: Access.Subject, _ decision: Access.Decision
    ) {
        #expect(Access.decide(Self.caller(role), verb, subject, of: 7) == decision)
    }

    @Test(
        arguments: [
            (Access.Verb.read, Access.Subject.organization, Access.Decision.allowed),
            (.read, .domain("example.com"), .allowed),
            (.update, .domain("example.com"), .forbidden(rule: "not-a-member")),
            (.read, .members, .notFound),
            (.read, .records(in: "example.com"), .notFound),
        ] as [(Access.Verb, Access.Subject, Access.Decision)])
    func theOperatorSeesThatThingsAreThereAndNoMore(
        _ verb: Access.Verb, _ subject: Access.Subject, _ decision: Access.Decision
    ) {
        #expect(Access.decide(Self.caller(nil, isOperator: true), verb, subject, of: 7) == decision)
    }

    @Test func aMemberWithoutTheSecondFactorThatIsRequiredReachesNothing() {
        var caller = Self.caller(.owner)
        caller.organizations[7]?.requiresSecondFactor = true
        #expect(Access.decide(caller, .read, .domains, of: 7) == .forbidden(rule: "require2fa"))
        caller.hasSecondFactor = true
        #expect(Access.decide(caller, .read, .domains, of: 7) == .allowed)
    }

    @Test func aSuspendedOrganizationIsReadOnly() {
        var caller = Self.caller(.owner)
        caller.organizations[7]?.isSuspended = true
        #expect(Access.decide(caller, .read, .domains, of: 7) == .allowed)
        #expect(
            Access.decide(caller, .create, .domain("example.com"), of: 7) == .forbidden(rule: "organization-suspended"))
    }

    @Test func onlyOperatorsMakeOrganizations() {
        #expect(Access.decideOrganizationCreation(Self.caller(.owner)) != .allowed)
        #expect(Access.decideOrganizationCreation(Self.caller(nil, isOperator: true)) == .allowed)
    }
}
