import Records
import SQL
import Testing

@testable import ControlPlane

@Suite struct OrganizationTests {
    @Test func whoMakesOneOwnsIt() async throws {
        try await withPlane { fixture in
            let made = try await fixture.plane.createOrganization(.init(name: "Made"), for: fixture.caller)
            #expect(made.name == "Made")
            #expect(!made.requiresSecondFactor && !made.isSuspended && made.quotas.isUnlimited)
            let caller = try await fixture.plane.authenticate(token: fixture.bootstrapped.token)
            #expect(caller.organizations[made.id]?.role == .owner)
            #expect(try await fixture.plane.organization(made.id, for: caller) == made)
        }
    }

    @Test func onlyOperatorsMakeThemUnlessEverybodyMay() async throws {
        try await withPlane { fixture in
            let person = try await fixture.person("p@example.net").caller
            let error = await refusal { try await fixture.plane.createOrganization(.init(name: "P"), for: person) }
            #expect(error == .forbidden(rule: "operators-make-organizations"))
        }
        var settings = Settings.test
        settings.policy.opensOrganizations = true
        try await withPlane(settings: settings) { fixture in
            let person = try await fixture.person("p@example.net")
            let made = try await fixture.plane.createOrganization(.init(name: "P"), for: person.caller)
            #expect(try await person.caller.organizations[made.id]?.role == .owner)
            var draft = OrganizationDraft(name: "Q")
            draft.quotas = [.domains: 1_000]
            let quotas = await refusal { try await fixture.plane.createOrganization(draft, for: person.caller) }
            #expect(quotas == .forbidden(rule: "operator"))
        }
    }

    @Test func nobodyOwnsWithoutEndWhereEverybodyMayMakeThem() async throws {
        var settings = Settings.test
        settings.policy.opensOrganizations = true
        try await withPlane(settings: settings) { fixture in
            let person = try await fixture.person("p@example.net").caller
            for i in 0..<ControlPlane.ownedLimit {
                _ = try await fixture.plane.createOrganization(.init(name: "\(i)"), for: person)
            }
            let error = await refusal { try await fixture.plane.createOrganization(.init(name: "x"), for: person) }
            #expect(limit(error)?.contains("100") == true)
        }
    }

    @Test func anOwnerAltersTheNameAndNobodyBelow() async throws {
        try await withPlane { fixture in
            let owner = try await fixture.person("o@example.net", .owner).caller
            let changed = try await fixture.plane.updateOrganization(
                fixture.organization, .init(name: "New"), for: owner)
            #expect(changed.name == "New")
            #expect(changed.version == 2)
            #expect(try await fixture.plane.organization(fixture.organization, for: owner) == changed)
            for role in [Role.maintainer, .viewer] {
                let caller = try await fixture.person("\(role)@example.net", role).caller
                let error = await refusal {
                    try await fixture.plane.updateOrganization(fixture.organization, .init(name: "X"), for: caller)
                }
                #expect(error == .forbidden(rule: "role-owner"))
            }
            let stranger = try await fixture.person("s@example.net").caller
            let error = await refusal {
                try await fixture.plane.updateOrganization(fixture.organization, .init(name: "X"), for: stranger)
            }
            #expect(error == .notFound)
            #expect(try await fixture.actions() == ["organization.updated"])
        }
    }

    @Test func whatChangesNothingLeavesNoTrace() async throws {
        try await withPlane { fixture in
            let owner = try await fixture.person("o@example.net", .owner).caller
            let before = try await fixture.plane.organization(fixture.organization, for: owner)
            // All that was read, sent back: also what only an operator may alter.
            var draft = OrganizationDraft(name: before.name, requiresSecondFactor: false, isSuspended: false)
            for kind in Quotas.Kind.allCases { draft.quotas.updateValue(nil, forKey: kind) }
            #expect(try await fixture.plane.updateOrganization(before.id, draft, for: owner) == before)
            #expect(try await fixture.actions().isEmpty)
        }
    }

    @Test func theExpectedVersionIsHeldTo() async throws {
        try await withPlane { fixture in
            let error = await refusal {
                try await fixture.plane.updateOrganization(
                    fixture.organization, .init(name: "X"), versions: [2], for: fixture.caller)
            }
            #expect(error == .preconditionFailed)
            _ = try await fixture.plane.updateOrganization(
                fixture.organization, .init(name: "X"), versions: [1, 7], for: fixture.caller)
        }
    }

    @Test func whoAsksForSecondFactorsHasOne() async throws {
        try await withPlane { fixture in
            let owner = try await fixture.person("o@example.net", .owner)
            let member = try await fixture.person("m@example.net", .maintainer)
            let draft = OrganizationDraft(requiresSecondFactor: true)
            let error = await refusal {
                try await fixture.plane.updateOrganization(fixture.organization, draft, for: owner.caller)
            }
            #expect(conflictPaths(error) == ["require2fa"])
            try await fixture.confirmSecondFactor(of: owner.user)
            #expect(
                try await fixture.plane.updateOrganization(fixture.organization, draft, for: owner.caller)
                    .requiresSecondFactor)
            // It holds from the next request on.
            let locked = await refusal {
                try await fixture.plane.organization(fixture.organization, for: member.caller)
            }
            #expect(locked == .forbidden(rule: "require2fa"))
        }
    }

    @Test func onlyTheOperatorSuspendsAndGrants() async throws {
        try await withPlane { fixture in
            let owner = try await fixture.person("o@example.net", .owner)
            var grant = OrganizationDraft()
            grant.quotas = [.domains: 10]
            for draft in [OrganizationDraft(isSuspended: true), grant] {
                let error = await refusal {
                    try await fixture.plane.updateOrganization(fixture.organization, draft, for: owner.caller)
                }
                #expect(error == .forbidden(rule: "operator"))
            }
            // An operator need not be a member, and alters nothing else then.
            let made = try await fixture.plane.createOrganization(.init(name: "Made"), for: fixture.caller)
            let other = try await fixture.plane.bootstrap(
                email: "op@example.net", password: Fixture.password, organization: "Op", cost: Fixture.cost)
            let op = try await fixture.plane.authenticate(token: other.token)
            let suspended = try await fixture.plane.updateOrganization(made.id, .init(isSuspended: true), for: op)
            #expect(suspended.isSuspended)
            #expect(try await fixture.plane.updateOrganization(made.id, grant, for: op).quotas[.domains] == 10)
            let name = await refusal { try await fixture.plane.updateOrganization(made.id, .init(name: "X"), for: op) }
            #expect(name == .forbidden(rule: "not-a-member"))
            // Together with what is allowed it is refused as a whole.
            let both = await refusal {
                try await fixture.plane.updateOrganization(made.id, .init(name: "X", isSuspended: false), for: op)
            }
            #expect(both == .forbidden(rule: "not-a-member"))
            let caller = try await fixture.plane.authenticate(token: fixture.bootstrapped.token)
            #expect(try await fixture.plane.organization(made.id, for: caller).isSuspended)
            let page = try await fixture.plane.activity(of: made.id, for: caller)
            #expect(
                page.entries.map(\.action)
                    == ["organization.quotas-changed", "organization.suspended", "organization.created"])
            #expect(page.entries[0].actor == Actor(.token, id: op.token?.id, name: "bootstrap"))
        }
    }

    @Test func aSuspendedOneIsReadAndNotWritten() async throws {
        try await withPlane { fixture in
            let owner = try await fixture.person("o@example.net", .owner)
            _ = try await fixture.create("www", "A", "192.0.2.1")
            _ = try await fixture.plane.updateOrganization(
                fixture.organization, .init(isSuspended: true), for: fixture.caller)
            let caller = try await owner.caller
            #expect(
                try await fixture.plane.records(in: fixture.domain.uuid, of: fixture.organization, for: caller)
                    .totalItems == 1)
            let draft = try fixture.draft("ftp", "A", "192.0.2.2")
            let write = await refusal { try await fixture.plane.createRecord(draft, in: fixture.domain, for: caller) }
            #expect(write == .forbidden(rule: "organization-suspended"))
            let name = await refusal {
                try await fixture.plane.updateOrganization(fixture.organization, .init(name: "X"), for: caller)
            }
            #expect(name == .forbidden(rule: "organization-suspended"))
            _ = try await fixture.plane.updateOrganization(
                fixture.organization, .init(isSuspended: false), for: fixture.caller)
            _ = try await fixture.plane.createRecord(draft, in: fixture.domain, for: owner.caller)
            #expect(try await fixture.actions() == ["organization.resumed", "organization.suspended"])
        }
    }

    @Test func oneWithDomainsIsNotDeleted() async throws {
        try await withPlane { fixture in
            let error = await refusal {
                try await fixture.plane.deleteOrganization(fixture.organization, for: fixture.caller)
            }
            guard case .conflict(let violations, _) = error else { return #expect(Bool(false), "\(error as Any)") }
            #expect(violations[0].message.contains("1 domain"))
            // Nor one whose deleted domains might be taken back.
            _ = try await fixture.plane.store.write { db in try db.run("update domains set status = 'deleted'") }
            let deleted = await refusal {
                try await fixture.plane.deleteOrganization(fixture.organization, for: fixture.caller)
            }
            #expect(conflictPaths(deleted) == [""])
        }
    }

    @Test func anEmptyOneGoesWithItsMembersAndInvitations() async throws {
        try await withPlane { fixture in
            let made = try await fixture.plane.createOrganization(.init(name: "Made"), for: fixture.caller)
            let caller = try await fixture.plane.authenticate(token: fixture.bootstrapped.token)
            _ = try await fixture.person("p@example.net")
            _ = try await fixture.plane.addMember(
                .init(email: "p@example.net", role: .viewer), to: made.id, for: caller)
            let invited = try await fixture.plane.createInvitation(
                .init(email: "q@example.net", role: .owner), to: made.id, for: caller)
            let stale = await refusal {
                try await fixture.plane.deleteOrganization(made.id, versions: [7], for: caller)
            }
            #expect(stale == .preconditionFailed)
            try await fixture.plane.deleteOrganization(made.id, for: caller)
            let after = try await fixture.plane.authenticate(token: fixture.bootstrapped.token)
            #expect(after.organizations[made.id] == nil)
            let gone = await refusal { try await fixture.plane.organization(made.id, for: after) }
            #expect(gone == .notFound)
            let late = try await fixture.person("q@example.net").caller
            let accepted = await refusal { try await fixture.plane.acceptInvitation(invited.token, for: late) }
            #expect(accepted == .notFound)
        }
    }

    @Test func eachSeesItsOwnAndTheOperatorAll() async throws {
        try await withPlane { fixture in
            for name in ["beta_1", "Alpha", "gamma"] {
                _ = try await fixture.plane.createOrganization(.init(name: name), for: fixture.caller)
            }
            let person = try await fixture.person("p@example.net", .viewer).caller
            func names(_ filter: OrganizationFilter, offset: Int = 0, _ caller: Caller) async throws
                -> [String]
            {
                try await fixture.plane.organizations(filter, offset: offset, limit: 3, for: caller).elements.map(
                    \.name)
            }
            #expect(try await names(.init(), person) == ["Example"])
            let stranger = try await fixture.person("s@example.net").caller
            #expect(try await names(.init(), stranger) == [])
            let op = fixture.caller
            #expect(try await names(.init(), op) == ["Example", "beta_1", "Alpha"])
            #expect(try await names(.init(), offset: 3, op) == ["gamma"])
            #expect(try await fixture.plane.organizations(for: op).total == 4)
            #expect(try await names(.init(order: .name), op) == ["Alpha", "beta_1", "Example"])
            #expect(try await names(.init(order: .createdAt, isDescending: true), op) == ["gamma", "Alpha", "beta_1"])
            #expect(try await names(.init(text: "A_"), op) == ["beta_1"])
            #expect(try await names(.init(text: "%"), op) == [])
            #expect(try await names(.init(name: "Alpha"), op) == ["Alpha"])
            // A token that was given less is no operator's.
            var limited = op
            limited.token?.permissions = [Permission(verbs: [.read])]
            #expect(try await names(.init(), limited) == ["Example"])
            limited.token?.permissions = [Permission(verbs: [.create])]
            #expect(try await names(.init(), limited) == [])
        }
    }

    @Test(
        arguments: [
            (#"{}"#, false, ["name"]), (#"{"name":null}"#, true, ["name"]), (#"{"name":"  "}"#, false, ["name"]),
            (#"{"name":7,"require2fa":"yes","suspended":1}"#, false, ["name", "require2fa", "suspended"]),
            (
                #"{"quotas":{"domains":-1,"tokens":"x","apples":1}}"#, true,
                ["quotas.domains", "quotas.tokens", "quotas.apples"]
            ),
            (#"{"quotas":[]}"#, true, ["quotas"]), (#"{"nane":"x"}"#, true, ["nane"]), (#"[]"#, true, [""]),
        ])
    func allThatIsWrongWithABodyIsTold(_ body: String, _ isPatch: Bool, _ paths: [String]) throws {
        let error = #expect(throws: Violations.self) {
            try OrganizationDraft(reading: JSON(parsing: Array(body.utf8)), isPatch: isPatch)
        }
        #expect(error?.all.map(\.propertyPath) == paths)
    }

    @Test func aPatchClearsWithNull() throws {
        let body = #"{"require2fa":null,"suspended":null,"quotas":{"domains":null,"tokens":5},"createdAt":"x"}"#
        let draft = try OrganizationDraft(reading: JSON(parsing: Array(body.utf8)), isPatch: true)
        #expect(draft.name == nil)
        #expect(draft.requiresSecondFactor == false)
        #expect(draft.isSuspended == false)
        #expect(draft.quotas == [.domains: nil, .tokens: 5])
        let all = try OrganizationDraft(reading: ["quotas": nil], isPatch: true)
        #expect(all.quotas.count == Quotas.Kind.allCases.count)
    }
}
