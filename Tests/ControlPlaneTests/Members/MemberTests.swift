import Records
import SQL
import Testing

@testable import ControlPlane

@Suite struct MemberTests {
    private static let limits = [Permission(verbs: [.read])]

    @Test func anOperatorWhoOwnsItAddsUsersAtOnce() async throws {
        try await withPlane { fixture in
            let person = try await fixture.person("p@example.net")
            let draft = MemberDraft(email: "p@example.net", role: .maintainer)
            let member = try await fixture.plane.addMember(draft, to: fixture.organization, for: fixture.caller)
            #expect(member.user == person.user)
            #expect(member.role == .maintainer)
            #expect(try await person.caller.organizations[fixture.organization]?.role == .maintainer)
            let again = await refusal {
                try await fixture.plane.addMember(draft, to: fixture.organization, for: fixture.caller)
            }
            #expect(conflictPaths(again) == ["email"])
            let unknown = await refusal {
                try await fixture.plane.addMember(
                    .init(email: "nobody@example.net", role: .viewer), to: fixture.organization, for: fixture.caller)
            }
            guard case .invalid(let violations) = unknown else { return #expect(Bool(false), "\(unknown as Any)") }
            #expect(violations.map(\.code) == [.unknown])
            #expect(try await fixture.actions() == ["member.added"])
        }
    }

    @Test func othersInvite() async throws {
        try await withPlane { fixture in
            _ = try await fixture.person("p@example.net")
            let draft = MemberDraft(email: "p@example.net", role: .viewer)
            let other = try await fixture.plane.bootstrap(
                email: "op@example.net", password: Fixture.password, organization: "Op", cost: Fixture.cost)
            let refusals: [(Caller, ControlPlaneError)] = [
                (try await fixture.person("o@example.net", .owner).caller, .forbidden(rule: "operator")),
                (try await fixture.person("m@example.net", .maintainer).caller, .forbidden(rule: "role-owner")),
                (try await fixture.person("s@example.net").caller, .notFound),
                // To run the instance opens nobody's organization.
                (try await fixture.plane.authenticate(token: other.token), .notFound),
            ]
            for (caller, expected) in refusals {
                let error = await refusal {
                    try await fixture.plane.addMember(draft, to: fixture.organization, for: caller)
                }
                #expect(error == expected)
            }
        }
    }

    @Test func aRoleBindsAtOnce() async throws {
        try await withPlane { fixture in
            let person = try await fixture.person("p@example.net", .maintainer)
            let draft = try fixture.draft("www", "A", "192.0.2.1")
            _ = try await fixture.plane.createRecord(draft, in: fixture.domain, for: person.caller)
            let member = try await fixture.plane.updateMember(
                person.user, of: fixture.organization, .init(role: .viewer), versions: [1], for: fixture.caller)
            #expect(member.version == 2)
            let other = try fixture.draft("ftp", "A", "192.0.2.1")
            let error = await refusal {
                try await fixture.plane.createRecord(other, in: fixture.domain, for: person.caller)
            }
            #expect(error == .forbidden(rule: "role-maintainer"))
            let stale = await refusal {
                try await fixture.plane.updateMember(
                    person.user, of: fixture.organization, .init(role: .owner), versions: [1], for: fixture.caller)
            }
            #expect(stale == .preconditionFailed)
        }
    }

    @Test func permissionsBindAtOnce() async throws {
        try await withPlane { fixture in
            let person = try await fixture.person("p@example.net", .maintainer)
            let limits = [Permission(names: [Pattern("_acme-challenge")])]
            _ = try await fixture.plane.updateMember(
                person.user, of: fixture.organization, .init(permissions: .set(limits)), for: fixture.caller)
            let draft = try fixture.draft("www", "A", "192.0.2.1")
            let error = await refusal {
                try await fixture.plane.createRecord(draft, in: fixture.domain, for: person.caller)
            }
            #expect(error == .forbidden(rule: "member-permissions-names"))
            let member = try await fixture.plane.updateMember(
                person.user, of: fixture.organization, .init(permissions: .cleared), for: fixture.caller)
            #expect(member.permissions == nil)
            _ = try await fixture.plane.createRecord(draft, in: fixture.domain, for: person.caller)
            #expect(try await fixture.actions() == ["member.updated", "member.updated"])
        }
    }

    @Test func whoIsRemovedReachesNothingMore() async throws {
        try await withPlane { fixture in
            let person = try await fixture.person("p@example.net", .maintainer)
            #expect(try await person.caller.organizations[fixture.organization] != nil)
            try await fixture.plane.removeMember(person.user, from: fixture.organization, for: fixture.caller)
            let error = await refusal {
                try await fixture.plane.domain(fixture.domain.uuid, of: fixture.organization, for: person.caller)
            }
            #expect(error == .notFound)
            let again = await refusal {
                try await fixture.plane.removeMember(person.user, from: fixture.organization, for: fixture.caller)
            }
            #expect(again == .notFound)
        }
    }

    @Test func aTokenLimitedToTheOrganizationStaysShutWhenItsUserComesBack() async throws {
        try await withPlane { fixture in
            let person = try await fixture.person("p@example.net", .viewer)
            let (token, organization) = (APIToken.random(), fixture.organization)
            try await fixture.plane.writePeople { db in
                try TokenRows.replace(token, named: "t", of: person.user, at: 1, db)
                try db.run("update api_tokens set limited = 1 where user_id = $1", person.user)
                try db.run(
                    """
                    insert into api_token_organizations (token, organization)
                    select id, $1 from api_tokens where user_id = $2
                    """, organization, person.user)
            }
            func reaches() async throws -> Bool {
                try await fixture.plane.authenticate(token: token.plain).organizations[organization] != nil
            }
            #expect(try await reaches())
            try await fixture.plane.removeMember(person.user, from: organization, for: fixture.caller)
            #expect(try await !reaches())
            _ = try await fixture.plane.addMember(
                .init(email: "p@example.net", role: .owner), to: organization, for: fixture.caller)
            #expect(try await !reaches())
        }
    }

    @Test func aMemberMayAlwaysLeave() async throws {
        try await withPlane { fixture in
            let owner = try await fixture.person("o@example.net", .owner)
            try await fixture.confirmSecondFactor(of: owner.user)
            let viewer = try await fixture.person("v@example.net", .viewer, permissions: Self.limits)
            _ = try await fixture.plane.updateOrganization(
                fixture.organization, .init(requiresSecondFactor: true), for: owner.caller)
            let locked = try await fixture.plane.authenticate(token: fixture.bootstrapped.token)
            _ = try await fixture.plane.updateOrganization(
                fixture.organization, .init(isSuspended: true), for: Self.op(locked))
            // Without a role, without a second factor, and suspended.
            try await fixture.plane.removeMember(viewer.user, from: fixture.organization, for: viewer.caller)
            #expect(try await viewer.caller.organizations.isEmpty)
            let error = await refusal {
                try await fixture.plane.removeMember(viewer.user, from: fixture.organization, for: viewer.caller)
            }
            #expect(error == .notFound)
            let page = try await fixture.plane.activity(of: fixture.organization, for: owner.caller)
            #expect(page.entries[0].action == "member.left")
        }
    }

    private static func op(_ caller: Caller) -> Caller {
        var caller = caller
        caller.organizations = [:]
        return caller
    }

    @Test func aTokenThatWasGivenLessDoesNotLeave() async throws {
        try await withPlane { fixture in
            let owner = try await fixture.person("o@example.net", .owner)
            var caller = try await owner.caller
            caller.token = .init(id: 1, name: "acme", permissions: [Permission(names: [Pattern("_acme-challenge")])])
            let error = await refusal {
                try await fixture.plane.removeMember(owner.user, from: fixture.organization, for: caller)
            }
            #expect(error == .forbidden(rule: "token-permissions-domains"))
        }
    }

    @Test func theLastOwnerStays() async throws {
        try await withPlane { fixture in
            let (us, organization) = (fixture.caller.user, fixture.organization)
            // Neither one with limits nor one whom the operator has suspended can stand in.
            _ = try await fixture.person("limited@example.net", .owner, permissions: Self.limits)
            let suspended = try await fixture.person("suspended@example.net", .owner).user
            _ = try await fixture.person("m@example.net", .maintainer)
            _ = try await fixture.plane.writePeople { db in
                try db.run("update users set suspended = 1 where id = $1", suspended)
            }
            let attempts: [@Sendable () async throws -> Void] = [
                { try await fixture.plane.removeMember(us, from: organization, for: fixture.caller) },
                {
                    _ = try await fixture.plane.updateMember(
                        us, of: organization, .init(role: .maintainer), for: fixture.caller)
                },
                {
                    _ = try await fixture.plane.updateMember(
                        us, of: organization, .init(permissions: .set(Self.limits)), for: fixture.caller)
                },
            ]
            for attempt in attempts { #expect(conflictPaths(await refusal(attempt)) == ["role"]) }
            #expect(try await fixture.actions().isEmpty)
            _ = try await fixture.person("o@example.net", .owner)
            try await fixture.plane.removeMember(us, from: organization, for: fixture.caller)
        }
    }

    @Test func ofManyOwnersWhoLeaveAtOnceOneStays() async throws {
        try await withPlane { fixture in
            var owners: [Person] = []
            for i in 0..<8 { owners.append(try await fixture.person("\(i)@example.net", .owner)) }
            let organization = fixture.organization
            let refusals = await withTaskGroup(of: ControlPlaneError?.self) { tasks in
                for owner in owners {
                    tasks.addTask {
                        await refusal {
                            try await fixture.plane.removeMember(owner.user, from: organization, for: owner.caller)
                        }
                    }
                }
                tasks.addTask {
                    await refusal {
                        try await fixture.plane.removeMember(
                            fixture.caller.user, from: organization, for: fixture.caller)
                    }
                }
                return await tasks.reduce(into: []) { $0.append($1) }
            }
            #expect(refusals.count { $0 == nil } == 8)
            #expect(refusals.count { conflictPaths($0) == ["role"] } == 1)
        }
    }

    @Test func theyAreListedInOrderAndFiltered() async throws {
        try await withPlane { fixture in
            _ = try await fixture.person("b@example.org", .viewer)
            _ = try await fixture.person("a@example.org", .maintainer)
            func emails(_ filter: MemberFilter, offset: Int = 0) async throws -> [String] {
                try await fixture.plane.members(
                    of: fixture.organization, filter, offset: offset, limit: 2, for: fixture.caller
                ).elements.map(\.email)
            }
            #expect(try await emails(.init()) == ["owner@example.net", "b@example.org"])
            #expect(try await emails(.init(), offset: 2) == ["a@example.org"])
            #expect(try await emails(.init(text: "EXAMPLE.org")) == ["b@example.org", "a@example.org"])
            #expect(try await emails(.init(role: .maintainer)) == ["a@example.org"])
            let all = try await fixture.plane.members(of: fixture.organization, limit: 1, for: fixture.caller)
            #expect(all.total == 3)
        }
    }

    @Test(
        arguments: [
            (#"{}"#, false, ["email", "role"]), (#"{"email":"x","role":"king"}"#, false, ["email", "role"]),
            (
                #"{"email":"a@b.c","role":"viewer","permissions":[{"verbs":["fly"]}]}"#, false,
                ["permissions[0].verbs[0]"]
            ),
            (#"{"role":null}"#, true, ["role"]), (#"{"roll":"owner"}"#, true, ["roll"]),
            (#"{"email":"x@b.c","name":null,"hasSecondFactor":true}"#, true, ["email", "name", "hasSecondFactor"]),
        ])
    func allThatIsWrongWithABodyIsTold(_ body: String, _ isPatch: Bool, _ paths: [String]) throws {
        let json = try JSON(parsing: Array(body.utf8))
        let member = Member(
            organization: 1, user: 1, email: "a@b.c", name: "A", role: .viewer, permissions: nil,
            hasSecondFactor: false,
            version: 1, createdAt: 0, updatedAt: 0)
        let error = #expect(throws: Violations.self) {
            _ = try isPatch ? MemberDraft(patching: json, of: member) : MemberDraft(reading: json)
        }
        #expect(error?.all.map(\.propertyPath) == paths)
    }
}
