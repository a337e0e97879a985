import DNS
import Records
import Testing

@testable import ControlPlane

@Suite struct ListDomainsTests {
    static let names = [
        "b.example", "a.example", "xn--mnchen-3ya.example", "under_score.example", "underxscore.example",
    ]

    static func withDomains(_ body: (Fixture) async throws -> Void) async throws {
        try await withPlane { fixture in
            for name in names {
                _ = try await fixture.plane.createDomain(
                    named: name, of: fixture.domain.organization, for: fixture.caller)
            }
            try await body(fixture)
        }
    }

    static func list(
        _ fixture: Fixture, _ filter: DomainFilter = DomainFilter(), offset: Int = 0, limit: Int = 30,
        by caller: Caller? = nil
    ) async throws -> (names: [String], total: Int64) {
        let page = try await fixture.plane.domains(
            of: fixture.domain.organization, filter, offset: offset, limit: limit, for: caller ?? fixture.caller)
        return (page.elements.map(\.name), page.total)
    }

    @Test func pagesGoThroughAllInTheirOrder() async throws {
        try await Self.withDomains { fixture in
            let all = try await Self.list(fixture)
            #expect(all.names == (Self.names + ["example.com"]).sorted())
            #expect(all.total == 6)
            let second = try await Self.list(fixture, offset: 2, limit: 2)
            #expect(second.names == Array(all.names[2..<4]))
            #expect(second.total == 6)
            let made = try await Self.list(fixture, DomainFilter(order: .createdAt))
            #expect(made.names == ["example.com"] + Self.names)
            let back = try await Self.list(fixture, DomainFilter(order: .name, isDescending: true))
            #expect(back.names == all.names.reversed())
        }
    }

    @Test(
        arguments: [
            (DomainFilter(name: "MÜNCHEN.example."), ["xn--mnchen-3ya.example"]),
            (DomainFilter(name: "unchen.example"), []), (DomainFilter(name: "a..b"), []),
            (DomainFilter(text: "B"), ["b.example"]), (DomainFilter(text: "a"), ["a.example"]),
            (DomainFilter(text: "mnchen"), ["xn--mnchen-3ya.example"]),
            (DomainFilter(text: "r_s"), ["under_score.example"]), (DomainFilter(text: "100%"), []),
            (DomainFilter(status: .deleted), []), (DomainFilter(status: .suspended), []),
            (DomainFilter(status: .active, text: "score"), ["under_score.example", "underxscore.example"]),
        ] as [(DomainFilter, [String])])
    func filtersChooseAmongThem(_ filter: DomainFilter, _ expected: [String]) async throws {
        try await Self.withDomains { fixture in
            let found = try await Self.list(fixture, filter)
            #expect(found.names == expected)
            #expect(found.total == Int64(expected.count))
        }
    }

    @Test func deletedOnesAreListedOnlyWhenAskedFor() async throws {
        try await Self.withDomains { fixture in
            try await DeleteDomainTests.delete(fixture)
            let left = try await Self.list(fixture)
            #expect(left.total == 5)
            let deleted = try await Self.list(fixture, DomainFilter(status: .deleted))
            #expect(deleted.names == ["example.com"])
        }
    }

    @Test func aLimitedCallerSeesWhatItMayRead() async throws {
        try await Self.withDomains { fixture in
            let organization = fixture.domain.organization
            let limits: [([Permission], [String])] = [
                ([Permission(domains: [Pattern("*.example")])], Self.names.sorted()),
                (
                    [Permission(domains: [Pattern("a.*")]), Permission(domains: [Pattern("example.com")])],
                    ["a.example", "example.com"]
                ),
                ([Permission(verbs: [.create])], []), ([], []),
            ]
            for (permissions, expected) in limits {
                var caller = UpdateDomainTests.member(fixture, .viewer)
                caller.token = Caller.Token(id: 1, name: "t", permissions: permissions)
                let answer = try? await Self.list(fixture, by: caller)
                #expect((answer?.names ?? []) == expected)
                if let answer { #expect(answer.total == Int64(expected.count)) }
                caller.token = nil
                caller.organizations[organization]?.permissions = permissions
                let asMember = try? await Self.list(fixture, by: caller)
                #expect(asMember?.names ?? [] == expected)
            }
            var caller = UpdateDomainTests.member(fixture, .viewer)
            caller.token = Caller.Token(id: 1, name: "t", permissions: [Permission(domains: [Pattern("*.example")])])
            let page = try await Self.list(fixture, offset: 1, limit: 2, by: caller)
            #expect(page.names == Array(Self.names.sorted()[1..<3]))
            #expect(page.total == 5)
        }
    }

    @Test func nobodySeesAnothersAndAnOperatorSeesAll() async throws {
        try await Self.withDomains { fixture in
            let stranger = Caller(user: 9, email: "s@example.net", organizations: [99: .init(.owner)])
            #expect(await refusal { try await Self.list(fixture, by: stranger) } == .notFound)
            let runner = Caller(user: 9, email: "o@example.net", isOperator: true, organizations: [:])
            let all = try await Self.list(fixture, by: runner)
            #expect(all.total == 6)
        }
    }
}
