import DNS
import Records
import SQL
import Testing

@testable import ControlPlane

@Suite struct TransferDomainTests {
    /// Another organization, and what its maintainer may do.
    struct Other {
        let organization: Int64
        let caller: Caller

        init(_ fixture: Fixture, _ name: String = "Other", role: Role = .maintainer) async throws {
            let now = fixture.plane.settings.now()
            organization = try await fixture.database.write { db in try OrganizationRows.create(name, at: now, db) }
            caller = Caller(user: 20, email: "\(name)@example.net", organizations: [organization: .init(role)])
        }
    }

    static func offer(_ fixture: Fixture, to target: Int64, by caller: Caller? = nil) async throws -> Transfer {
        try await fixture.plane.offerDomain(
            fixture.domain.uuid, of: fixture.domain.organization, to: target, for: caller ?? fixture.caller)
    }

    static func accept(_ fixture: Fixture, at organization: Int64, by caller: Caller) async throws -> Domain {
        try await fixture.plane.acceptDomain(fixture.domain.uuid, at: organization, for: caller)
    }

    @Test(arguments: [true, false])
    func whatIsTakenIsTheOthersWithRecordsAndLog(_ atTheTarget: Bool) async throws {
        try await withPlane { fixture in
            let other = try await Other(fixture)
            let record = try await fixture.create("www", "A", "192.0.2.1")
            let before = try await fixture.plane.domain(
                fixture.domain.uuid, of: fixture.domain.organization, for: fixture.caller)
            let transfer = try await Self.offer(fixture, to: other.organization)
            #expect(transfer.name == "example.com")
            let seen = try await fixture.plane.transfer(
                of: fixture.domain.uuid, at: other.organization, for: other.caller)
            #expect(seen == transfer)
            let domain = try await Self.accept(
                fixture, at: atTheTarget ? other.organization : fixture.domain.organization, by: other.caller)
            #expect(domain.organization == other.organization)
            #expect(domain.uuid == before.uuid)
            #expect(domain.number == before.number + 1)
            #expect(domain.serial == before.serial)
            #expect(domain.offer == nil)
            // Chains of CNAMEs stay inside one organization.
            let change = try #require(fixture.publisher.published.last)
            #expect(change.step == .update)
            #expect(change.tenant == other.organization)
            #expect(change.delta.isEmpty)
            let logged = try #require(try await fixture.plane.changes(after: record.sequence ?? 0).first)
            let edit = try JSON(parsing: try #require(logged.edits)).array?.first
            #expect(edit?["before"]?["settings"]?["organization"]?.integer == before.organization)
            #expect(edit?["after"]?["settings"]?["organization"]?.integer == other.organization)

            // The former owner is a stranger at once, though its reference was remembered.
            #expect(await refusal { try await fixture.create("x", "A", "192.0.2.1") } == .notFound)
            #expect(await refusal { try await fixture.records() } == .notFound)
            let (uuid, former) = (domain.uuid, before.organization)
            #expect(
                await refusal { try await fixture.plane.domain(uuid, of: former, for: fixture.caller) } == .notFound)
            let records = try await fixture.plane.records(in: uuid, of: other.organization, for: other.caller)
            #expect(records.records.map(\.record.draft.name) == ["www"])
            let reference = try await fixture.plane.domain(uuid, of: other.organization, for: other.caller, to: .create)
            let more = try await fixture.plane.createRecord(
                fixture.draft("y", "A", "192.0.2.2"), in: reference, for: other.caller)
            #expect(more.number == domain.number + 1)
        }
    }

    @Test func nobodyElseTakesIt() async throws {
        try await withPlane { fixture in
            let (other, third) = (try await Other(fixture), try await Other(fixture, "Third"))
            let ours = fixture.domain.organization
            for organization in [ours, other.organization] {
                #expect(
                    await refusal { try await Self.accept(fixture, at: organization, by: other.caller) } == .notFound)
            }
            _ = try await Self.offer(fixture, to: other.organization)
            for (organization, caller) in [
                (ours, fixture.caller), (other.organization, fixture.caller), (third.organization, third.caller),
                (ours, third.caller), (other.organization, third.caller), (third.organization, other.caller),
            ] {
                let error = await refusal { try await Self.accept(fixture, at: organization, by: caller) }
                // The fixture's caller runs the instance, and sees that there are others.
                #expect(error == .notFound || error == .forbidden(rule: "not-a-member"), "\(organization)")
            }
            #expect(
                await refusal {
                    try await fixture.plane.transfer(
                        of: fixture.domain.uuid, at: third.organization, for: third.caller)
                } == .notFound)
            var viewer = other.caller
            viewer.organizations[other.organization] = .init(.viewer)
            #expect(
                await refusal { try await Self.accept(fixture, at: ours, by: viewer) }
                    == .forbidden(rule: "role-maintainer"))
            var limited = other.caller
            limited.token = Caller.Token(id: 1, name: "t", permissions: [Permission(domains: [Pattern("*.org")])])
            #expect(
                await refusal { try await Self.accept(fixture, at: ours, by: limited) }
                    == .forbidden(rule: "token-permissions-domains"))
        }
    }

    @Test func anOfferIsTakenBackOrReplaced() async throws {
        try await withPlane { fixture in
            let (other, third) = (try await Other(fixture), try await Other(fixture, "Third"))
            let uuid = fixture.domain.uuid
            _ = try await Self.offer(fixture, to: other.organization)
            _ = try await Self.offer(fixture, to: third.organization)
            #expect(
                await refusal { try await Self.accept(fixture, at: other.organization, by: other.caller) } == .notFound)
            try await fixture.plane.withdrawDomain(uuid, of: fixture.domain.organization, for: fixture.caller)
            #expect(
                await refusal { try await Self.accept(fixture, at: third.organization, by: third.caller) } == .notFound)
            #expect(
                await refusal {
                    try await fixture.plane.withdrawDomain(uuid, of: fixture.domain.organization, for: fixture.caller)
                } == .notFound)
            // A domain that is deleted is not on offer any more, nor when it is back.
            _ = try await Self.offer(fixture, to: other.organization)
            try await DeleteDomainTests.delete(fixture)
            #expect(
                await refusal { try await Self.accept(fixture, at: other.organization, by: other.caller) } == .notFound)
            #expect(try await DeleteDomainTests.undelete(fixture).offer == nil)
        }
    }

    @Test func whatIsOfferedToNobodyIsNobodysLater() async throws {
        try await withPlane { fixture in
            let (uuid, ours) = (fixture.domain.uuid, fixture.domain.organization)
            let next = try await Other(fixture).organization + 1
            // The answer is that of any other offer.
            let offered = try await Self.offer(fixture, to: next)
            #expect(offered.target == next)
            #expect(try await fixture.plane.transfer(of: uuid, at: ours, for: fixture.caller) == offered)
            let later = try await Other(fixture, "Later")
            try #require(later.organization == next)
            for organization in [ours, next] {
                #expect(
                    await refusal { try await Self.accept(fixture, at: organization, by: later.caller) } == .notFound)
            }
            #expect(
                await refusal { try await fixture.plane.transfer(of: uuid, at: next, for: later.caller) } == .notFound)
            #expect(try await fixture.plane.transfers(to: next, for: later.caller).total == 0)
            #expect(try await fixture.plane.transfer(of: uuid, at: ours, for: fixture.caller) == offered)
            // Offered once more it is meant for whoever is there.
            _ = try await Self.offer(fixture, to: next)
            #expect(try await fixture.plane.transfers(to: next, for: later.caller).total == 1)
            #expect(try await Self.accept(fixture, at: next, by: later.caller).organization == next)
        }
    }

    @Test func theQuotasOfWhoeverTakesItHold() async throws {
        try await withPlane { fixture in
            let other = try await Other(fixture)
            for i in 0..<2 { _ = try await fixture.create("h\(i)", "A", "192.0.2.1") }
            _ = try await Self.offer(fixture, to: other.organization)
            var caller = other.caller
            caller.organizations[other.organization]?.quotas = Quotas([.recordsPerDomain: 1])
            let tooLarge = await refusal { try await Self.accept(fixture, at: other.organization, by: caller) }
            guard case .limitReached = tooLarge else { return #expect(Bool(false), "\(tooLarge as Any)") }
            let quotas = Quotas([.domains: 0]).storedText
            try await fixture.database.write { db in
                try db.run("update organizations set quotas = $1 where id = $2", quotas, other.organization)
            }
            let tooMany = await refusal { try await Self.accept(fixture, at: other.organization, by: other.caller) }
            guard case .limitReached = tooMany else { return #expect(Bool(false), "\(tooMany as Any)") }
            #expect(try await fixture.records().count == 2)
        }
    }

    @Test func whoMayOffer() async throws {
        try await withPlane { fixture in
            let other = try await Other(fixture)
            let organization = fixture.domain.organization
            let cases: [(Caller, ControlPlaneError?)] = [
                (UpdateDomainTests.member(fixture, .viewer), .forbidden(rule: "role-maintainer")),
                (UpdateDomainTests.member(fixture, .maintainer), nil), (UpdateDomainTests.member(fixture, .owner), nil),
                (other.caller, .notFound),
            ]
            for (caller, expected) in cases {
                let error = await refusal { try await Self.offer(fixture, to: other.organization, by: caller) }
                #expect(error == expected)
            }
            guard case .invalid(let violations) = await refusal({ try await Self.offer(fixture, to: organization) })
            else { return #expect(Bool(false)) }
            #expect(violations.map(\.propertyPath) == ["organization"])
        }
    }

    @Test func anOfferThatIsAcceptedWhileTheDomainIsEditedLosesNothing() async throws {
        try await withPlane { fixture in
            let other = try await Other(fixture)
            _ = try await Self.offer(fixture, to: other.organization)
            let edits = await withTaskGroup(of: ControlPlaneError?.self) { tasks in
                for i in 0..<40 {
                    tasks.addTask { await refusal { try await fixture.create("h\(i)", "A", "192.0.2.1") } }
                    if i == 20 {
                        tasks.addTask {
                            await refusal { try await Self.accept(fixture, at: other.organization, by: other.caller) }
                        }
                    }
                }
                return await tasks.reduce(into: []) { $0.append($1) }
            }
            #expect(edits.allSatisfy { $0 == nil || $0 == .notFound })
            var reference = fixture.domain
            reference.organization = other.organization
            let state = try await StoredState(of: reference, in: fixture.database)
            try state.expectAgreement()
            // Every edit that was answered is there, and each change before the transfer.
            #expect(state.records.count == edits.count { $0 == nil } - 1)
        }
    }

    @Test(
        arguments: [
            (#"{"organization":"/api/organizations/7"}"#, 7), (#"{"organization":7}"#, nil),
            (#"{"organization":"7"}"#, nil), (#"{"organization":"/api/organizations/7/"}"#, nil),
            (#"{"organization":"/api/organizations/07"}"#, nil), (#"{"organization":-1}"#, nil), ("{}", nil),
            (#"{"organization":"/api/organizations/"}"#, nil), (#"{"organization":7,"more":1}"#, nil),
            (#"{"organization":"/api/users/7"}"#, nil),
        ] as [(String, Int64?)])
    func theTargetIsNamedByItsIRI(_ body: String, _ expected: Int64?) throws {
        let json = try JSON(parsing: Array(body.utf8))
        if let expected {
            #expect(try Transfer.target(json) == expected)
        } else {
            #expect(throws: Violations.self) { try Transfer.target(json) }
        }
    }
}
