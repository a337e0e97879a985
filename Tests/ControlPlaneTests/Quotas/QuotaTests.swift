import Records
import SQL
import Testing

@testable import ControlPlane

@Suite struct QuotaTests {
    /// A caller who is bound by these quotas.
    private func grant(_ quotas: [Quotas.Kind: Int], _ fixture: Fixture) async throws -> Caller {
        var draft = OrganizationDraft()
        for (kind, limit) in quotas { draft.quotas[kind] = limit }
        _ = try await fixture.plane.updateOrganization(fixture.organization, draft, for: fixture.caller)
        return try await fixture.plane.authenticate(token: fixture.bootstrapped.token)
    }

    /// How many of `count` attempts at once succeed; the others must have met a limit.
    private func successes(
        _ count: Int, _ attempt: @escaping @Sendable (Int) async throws -> Void
    ) async -> Int {
        let refusals = await withTaskGroup(of: ControlPlaneError?.self) { tasks in
            for i in 0..<count { tasks.addTask { await refusal { try await attempt(i) } } }
            return await tasks.reduce(into: []) { $0.append($1) }
        }
        #expect(refusals.allSatisfy { $0 == nil || limit($0) != nil })
        return refusals.count { $0 == nil }
    }

    @Test func domainsAreNeverMoreThanGranted() async throws {
        try await withPlane { fixture in
            let caller = try await grant([.domains: 5], fixture)
            let made = await successes(32) { i in
                _ = try await fixture.plane.createDomain(
                    named: "d\(i).example", of: fixture.organization, for: caller)
            }
            #expect(made == 4)
            // One that is deleted makes room.
            _ = try await fixture.plane.store.write { db in
                try db.run("update domains set status = 'deleted' where name = 'example.com'")
            }
            #expect(
                await successes(4) { i in
                    _ = try await fixture.plane.createDomain(
                        named: "e\(i).example", of: fixture.organization, for: caller)
                } == 1)
        }
    }

    @Test func recordsAreNeverMoreThanGranted() async throws {
        try await withPlane { fixture in
            let caller = try await grant([.recordsPerDomain: 10], fixture)
            let made = await successes(40) { i in
                let draft = try fixture.draft("h\(i)", "A", "192.0.2.1")
                _ = try await fixture.plane.createRecord(draft, in: fixture.domain, for: caller)
            }
            #expect(made == 10)
            let records = try await fixture.records()
            #expect(records.count == 10)
            // What adds nothing goes on: an update, and a set that takes as much away.
            let other = try fixture.draft("other", "A", "192.0.2.2")
            _ = try await fixture.plane.apply(
                [.create(other), .delete(records[0].recordId)], to: fixture.domain, for: caller)
            _ = try await fixture.plane.apply(
                [.update(records[1].recordId, try fixture.draft("renamed", "A", "192.0.2.2"))], to: fixture.domain,
                for: caller)
            let more = try fixture.draft("more", "A", "192.0.2.3")
            let set = await refusal {
                try await fixture.plane.apply([.create(more), .create(other)], to: fixture.domain, for: caller)
            }
            #expect(limit(set) == nil, "the set is wrong in itself")
            let single = await refusal { try await fixture.plane.createRecord(more, in: fixture.domain, for: caller) }
            #expect(limit(single)?.contains("example.com has 10 records") == true)
        }
    }

    @Test func whatIsBeyondALoweredQuotaMayStillGo() async throws {
        try await withPlane { fixture in
            for i in 0..<3 { _ = try await fixture.create("h\(i)", "A", "192.0.2.1") }
            let caller = try await grant([.recordsPerDomain: 1], fixture)
            let records = try await fixture.records()
            _ = try await fixture.plane.deleteRecord("\(records[0].recordId)", in: fixture.domain, for: caller)
            let draft = try fixture.draft("x", "A", "192.0.2.1")
            let error = await refusal { try await fixture.plane.createRecord(draft, in: fixture.domain, for: caller) }
            #expect(limit(error) != nil)
        }
    }

    @Test func membersAreNeverMoreThanGranted() async throws {
        try await withPlane { fixture in
            let caller = try await grant([.members: 4], fixture)
            for i in 0..<8 { _ = try await fixture.person("\(i)@example.net") }
            let made = await successes(8) { i in
                _ = try await fixture.plane.addMember(
                    .init(email: "\(i)@example.net", role: .viewer), to: fixture.organization, for: caller)
            }
            #expect(made == 3)
        }
    }

    @Test func whoIsInvitedCountsBeforeAndAfter() async throws {
        try await withPlane { fixture in
            let caller = try await grant([.members: 3], fixture)
            func invite(_ email: String) async throws -> IssuedInvitation {
                try await fixture.plane.createInvitation(
                    .init(email: email, role: .viewer), to: fixture.organization, for: caller)
            }
            let (a, b) = (try await invite("a@example.net"), try await invite("b@example.net"))
            #expect(limit(await refusal { try await invite("c@example.net") })?.contains("3 members") == true)
            _ = try await grant([.members: 2], fixture)
            let (p, q) = (try await fixture.person("a@example.net"), try await fixture.person("b@example.net"))
            _ = try await fixture.plane.acceptInvitation(a.token, for: p.caller)
            let late = await refusal { try await fixture.plane.acceptInvitation(b.token, for: q.caller) }
            #expect(limit(late) != nil)
            // It waits until there is room.
            _ = try await grant([.members: 3], fixture)
            _ = try await fixture.plane.acceptInvitation(b.token, for: q.caller)
        }
    }

    @Test func tokensCountWhereTheyReach() async throws {
        try await withPlane { fixture in
            _ = try await grant([.tokens: 2], fixture)
            let (organization, now) = (fixture.organization, fixture.plane.settings.now())
            func isFull() async throws -> Bool {
                let error = await refusal {
                    try await fixture.plane.store.read { db in
                        try Quota.requireToken(in: [organization], at: now, db)
                    }
                }
                if error != nil { #expect(limit(error)?.contains("2 API tokens") == true) }
                return error != nil
            }
            // The one of the fixture reaches it, as all of a member's tokens do that are not limited to others.
            #expect(try await !isFull())
            let (member, stranger) = (
                try await fixture.person("m@example.net", .viewer), try await fixture.person("s@example.net")
            )
            func add(_ name: String, of user: Int64, limited: Bool = false, expires: Int64? = nil) async throws {
                try await fixture.plane.store.write { db in
                    try TokenRows.replace(.random(), named: name, of: user, at: 1, db)
                    try db.run(
                        "update api_tokens set limited = $1, expires_at = $2 where user_id = $3 and name = $4", limited,
                        expires, user, name)
                }
            }
            try await add("a", of: stranger.user)
            try await add("b", of: member.user, limited: true)
            try await add("c", of: member.user, expires: now - 1)
            #expect(try await !isFull())
            _ = try await fixture.plane.store.write { db in
                try db.run(
                    """
                    insert into api_token_organizations (token, organization)
                    select id, $1 from api_tokens where name = 'b'
                    """, organization)
            }
            #expect(try await isFull())
        }
    }

    @Test func aDomainOfAnOrganizationThatIsGoneIsNotMade() async throws {
        try await withPlane { fixture in
            let made = try await fixture.plane.createOrganization(.init(name: "Made"), for: fixture.caller)
            let caller = try await fixture.plane.authenticate(token: fixture.bootstrapped.token)
            try await fixture.plane.deleteOrganization(made.id, for: caller)
            let error = await refusal {
                try await fixture.plane.createDomain(named: "d.example", of: made.id, for: caller)
            }
            #expect(error == .notFound)
        }
    }

    @Test func theyAreStoredAsTheyAreShown() throws {
        var quotas = Quotas([.tokens: 3, .members: 0])
        #expect(
            String(decoding: quotas.json.bytes, as: UTF8.self)
                == #"{"domains":null,"recordsPerDomain":null,"tokens":3,"members":0,"writesPerMinute":null}"#)
        #expect(try Quotas.stored(quotas.storedText) == quotas)
        for (kind, limit) in try Quotas.read(.null) { quotas[kind] = limit }
        #expect(quotas.isUnlimited && quotas.storedText == nil)
    }
}
