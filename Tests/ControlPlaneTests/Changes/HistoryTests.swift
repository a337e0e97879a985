import Records
import Testing

@testable import ControlPlane

@Suite struct HistoryTests {
    private func history(_ fixture: Fixture, before: Int64? = nil, limit: Int = 100, system: Bool = false) async throws
        -> HistoryPage
    {
        try await fixture.plane.history(
            of: fixture.domain, HistoryFilter(withSystem: system), before: before, limit: limit, for: fixture.caller)
    }

    @Test func itIsToldFromTheNewestOn() async throws {
        try await withPlane { fixture in
            let record = try #require(try await fixture.create("www", "A", "192.0.2.1").edits[0].after)
            _ = try await fixture.plane.deleteRecord(
                "\(record.recordId)", in: fixture.domain, for: fixture.caller, message: "gone")
            let page = try await history(fixture)
            #expect(page.changes.map(\.number) == [3, 2, 1])
            #expect(page.changes.map(\.message) == ["gone", nil, nil])
            #expect(page.changes[0].edits == [.delete(record)])
            #expect(page.changes[1].edits == [.create(record)])
            #expect(page.changes[1].actor == Actor(.token, id: fixture.caller.token?.id, name: "bootstrap"))
            #expect(page.next == nil)
            #expect(page.totalItems == 3)
            let one = try await fixture.plane.change(3, of: fixture.domain, for: fixture.caller)
            #expect(one == page.changes[0])
            for number in [Int64(0), 4, .max] {
                let error = await refusal {
                    try await fixture.plane.change(number, of: fixture.domain, for: fixture.caller)
                }
                #expect(error == .notFound)
            }
        }
    }

    @Test(arguments: [1, 2, 3, 10])
    func itIsReadInPartsWithoutLossOrRepetition(_ size: Int) async throws {
        try await withPlane { fixture in
            for i in 1...9 { _ = try await fixture.create("h\(i)", "A", "192.0.2.1") }
            var numbers: [Int64?] = []
            var before: Int64?
            repeat {
                let page = try await history(fixture, before: before, limit: size)
                numbers += page.changes.map(\.number)
                before = page.next
            } while before != nil
            #expect(numbers == (1...10).reversed().map { Int64($0) })
        }
    }

    @Test func whatNobodyAskedForIsToldWhereThatIsAskedFor() async throws {
        try await withPlane { fixture in
            let (plane, _) = SettingsChangeTests.reopened(
                fixture, Settings(addresses: [Settings.address("198.51.100.9")]))
            #expect(try await plane.adoptSettings() == 1)
            #expect(try await history(fixture).changes.map(\.number) == [1])
            let all = try await history(fixture, system: true)
            #expect(all.changes.map(\.number) == [2, 1])
            #expect(all.changes[0].edits.isEmpty)
            #expect(all.changes[0].origin == .settings)
        }
    }

    /// A token sees of a change what it may see of the records.
    @Test func whatMayNotBeReadIsLeftOut() async throws {
        try await withPlane { fixture in
            let edits = [
                RecordEdit.create(try fixture.draft("www", "A", "192.0.2.1")),
                .create(try fixture.draft("www", "TXT", "text")),
            ]
            let both = try await fixture.plane.apply(edits, to: fixture.domain, for: fixture.caller)
            let address = try await fixture.create("a", "A", "192.0.2.2")
            var caller = fixture.caller
            caller.token?.permissions = [Permission(types: [3])]
            let page = try await fixture.plane.history(of: fixture.domain, limit: 10, for: caller)
            // The first made the domain, which the token may see.
            #expect(page.changes.map(\.number) == [both.number, 1])
            #expect(page.changes[0].edits.map { $0.after?.record?.kind } == [.txt])
            #expect(page.totalItems == 2)
            let number = try #require(address.number)
            let error = await refusal { try await fixture.plane.change(number, of: fixture.domain, for: caller) }
            #expect(error == .forbidden(rule: "token-permissions-types"))
        }
    }

    @Test func whatHappenedAtAnotherOrganizationIsNotTold() async throws {
        try await withPlane { fixture in
            _ = try await fixture.create("www", "A", "192.0.2.1")
            let theirs = try await fixture.plane.bootstrap(
                email: "b@example.net", password: Fixture.password, organization: "B", domains: [], cost: Fixture.cost)
            let (uuid, organization) = (fixture.domain.uuid, fixture.domain.organization)
            _ = try await fixture.plane.offerDomain(
                uuid, of: organization, to: theirs.organization, for: fixture.caller)
            let caller = try await fixture.plane.authenticate(token: theirs.token)
            _ = try await fixture.plane.acceptDomain(uuid, at: theirs.organization, for: caller)
            let domain = try await fixture.plane.domain(uuid, of: theirs.organization, for: caller, to: .read)
            let page = try await fixture.plane.history(of: domain, limit: 10, for: caller)
            #expect(page.changes.allSatisfy { ($0.number ?? 0) > 2 })
            let error = await refusal { try await fixture.plane.change(2, of: domain, for: caller) }
            #expect(error == .notFound)
        }
    }
}
