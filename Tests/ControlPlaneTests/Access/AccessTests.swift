import Testing

@testable import ControlPlane

@Suite struct AccessTests {
    static func caller(_ role: Role?, isOperator: Bool = false) -> Caller {
        Caller(
            user: 1, email: "a@example.net", isOperator: isOperator, organizations: role.map { [7: $0] } ?? [:])
    }

    @Test(
        arguments: [
            (Role.viewer, Access.Verb.read, Access.Subject.records, Access.Decision.allowed),
            (.viewer, .create, .records, .forbidden(rule: "role-maintainer")),
            (.viewer, .delete, .domains, .forbidden(rule: "role-maintainer")),
            (.viewer, .update, .organization, .forbidden(rule: "role-owner")),
            (.maintainer, .create, .records, .allowed),
            (.maintainer, .delete, .domains, .allowed),
            (.maintainer, .update, .organization, .forbidden(rule: "role-owner")),
            (.owner, .delete, .records, .allowed),
            (.owner, .update, .organization, .allowed),
            (nil, .read, .records, .notFound),
            (nil, .update, .organization, .notFound),
        ] as [(Role?, Access.Verb, Access.Subject, Access.Decision)])
    func aRoleAllowsWhatThoseBelowItDo(
        _ role: Role?, _ verb: Access.Verb, _ subject: Access.Subject, _ decision: Access.Decision
    ) {
        #expect(Access.decide(Self.caller(role), verb, subject, of: 7) == decision)
    }

    @Test func theOperatorReachesNoOrganizationByThatAlone() {
        #expect(Access.decide(Self.caller(nil, isOperator: true), .read, .domains, of: 7) == .notFound)
    }

    @Test func onlyOperatorsMakeOrganizations() {
        #expect(Access.decideOrganizationCreation(Self.caller(.owner)) != .allowed)
        #expect(Access.decideOrganizationCreation(Self.caller(nil, isOperator: true)) == .allowed)
    }
}
