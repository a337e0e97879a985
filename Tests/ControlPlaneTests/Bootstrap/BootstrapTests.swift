import DNS
import Records
import SQL
import Testing

@testable import ControlPlane

@Suite struct BootstrapTests {
    @Test func doneAgainItMakesOnlyWhatIsMissingAndReplacesItsToken() async throws {
        try await withPlane { fixture in
            let first = fixture.bootstrapped
            let again = try await fixture.plane.bootstrap(
                email: "Owner@Example.net", password: "", organization: "Example",
                domains: ["Example.COM.", "example.org"], cost: Fixture.cost)
            #expect(again.organization == first.organization)
            #expect(again.domains.map(\.name) == ["example.com", "example.org"])
            #expect(again.domains[0].uuid == first.domains[0].uuid)
            #expect(again.token != first.token)
            let error = await refusal { try await fixture.plane.authenticate(token: first.token) }
            #expect(error == .unauthenticated(.invalidToken))
            let caller = try await fixture.plane.authenticate(token: again.token)
            #expect(caller.user == fixture.caller.user)
            let counts = try await fixture.database.read { db in
                try db.run(
                    """
                    select (select count(*) from users), (select count(*) from organizations),
                        (select count(*) from domains), (select count(*) from api_tokens)
                    """)[0].values
            }
            #expect(counts == [1, 1, 2, 1])
        }
    }

    @Test func anotherUserGetsAnOrganizationOfItsOwnThoughItHasTheSameName() async throws {
        try await withPlane { fixture in
            let other = try await fixture.plane.bootstrap(
                email: "other@example.net", password: Fixture.password, organization: "Example", cost: Fixture.cost)
            #expect(other.organization != fixture.bootstrapped.organization)
        }
    }

    @Test func whatItMakesStandsInTheActivity() async throws {
        try await withPlane { fixture in
            func bootstrap(_ email: String, _ organization: String, _ domains: [String]) async throws -> Bootstrapped {
                try await fixture.plane.bootstrap(
                    email: email, password: Fixture.password, organization: organization, domains: domains,
                    cost: Fixture.cost)
            }
            func actions(_ made: Bootstrapped) async throws -> [String] {
                let caller = try await fixture.plane.authenticate(token: made.token)
                let page = try await fixture.plane.activity(of: made.organization, for: caller)
                return page.entries.map { "\($0.action) \($0.subject ?? "") \($0.actor.name ?? "")" }
            }
            let new = try await bootstrap("new@example.net", "New", ["new.example"])
            var expected = [
                "change.applied new.example", "token.created bootstrap", "domain.created new.example",
                "organization.created New", "user.created new@example.net",
            ]
            #expect(try await actions(new) == expected.map { "\($0) new@example.net" })
            // Again, it only replaces the token.
            let again = try await bootstrap("new@example.net", "New", ["new.example"])
            expected = ["token.created bootstrap", "token.revoked bootstrap"] + expected
            #expect(try await actions(again) == expected.map { "\($0) new@example.net" })
        }
    }

    @Test func aDomainOfAnotherOrganizationIsAConflictAndNothingIsMade() async throws {
        try await withPlane { fixture in
            let error = await refusal {
                try await fixture.plane.bootstrap(
                    email: "other@example.net", password: Fixture.password, organization: "Other",
                    domains: ["new.example", "example.com"], cost: Fixture.cost)
            }
            guard case .conflict(let violations, _) = error else { return #expect(Bool(false), "\(error as Any)") }
            #expect(violations.map(\.propertyPath) == ["domains[1]"])
            let users = try await fixture.database.read { db in
                try db.run("select count(*) from users")[0].integer(0)
            }
            #expect(users == 1)
            #expect(fixture.publisher.reserved.isEmpty)
            #expect(fixture.publisher.published.count == 1)
        }
    }

    @Test(
        arguments: [
            ("nobody", Fixture.password, "X", [], "email"), ("a@example.net", "short", "X", [], "password"),
            ("a@example.net", Fixture.password, " ", [], "organization"),
            ("a@example.net", Fixture.password, "X", ["ok.example", "not ok"], "domains[1]"),
        ] as [(String, String, String, [String], String)])
    func whatIsWrongIsNamed(
        _ email: String, _ password: String, _ organization: String, _ domains: [String], _ path: String
    ) async throws {
        try await withPlane { fixture in
            let error = await refusal {
                try await fixture.plane.bootstrap(
                    email: email, password: password, organization: organization, domains: domains, cost: Fixture.cost)
            }
            guard case .invalid(let violations) = error else { return #expect(Bool(false), "\(error as Any)") }
            #expect(violations.map(\.propertyPath) == [path])
        }
    }
}
