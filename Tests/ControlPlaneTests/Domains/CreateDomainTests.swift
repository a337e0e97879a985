import DNS
import Records
import Testing

@testable import ControlPlane

@Suite struct CreateDomainTests {
    static func lines(_ change: ZoneChange) -> [String] { change.delta.added.map(\.description) }

    @Test func aDomainBeginsWithItsNameServerAndItsAddress() async throws {
        try await withPlane { fixture in
            let change = try #require(fixture.publisher.published.first)
            #expect(change.step == .create(apex: fixture.domain.apex))
            #expect(change.tenant == fixture.bootstrapped.organization)
            #expect(
                Self.lines(change) == [
                    "example.com. 3600 IN NS ns1.example.com.", "ns1.example.com. 3600 IN A 192.0.2.53",
                ])
            #expect(change.soa.mname.description == "ns1.example.com.")
            #expect(change.soa.rname.description == "hostmaster.example.com.")
            let changes = try await fixture.plane.changes(after: 0)
            #expect(changes.map(\.number) == [1])
            #expect(changes[0].serial == change.serial)
            #expect(changes[0].origin == .cli)
        }
    }

    @Test func theOperatorsNameServersAreTakenAsTheyAre() async throws {
        let settings = Settings(
            nameservers: [try Name("a.ns.example.net."), try Name("b.ns.example.net.")],
            contact: try Name("dns.example.net."), addresses: Settings.test.addresses)
        try await withPlane(settings: settings) { fixture in
            let change = try #require(fixture.publisher.published.first)
            #expect(
                Self.lines(change) == [
                    "example.com. 3600 IN NS a.ns.example.net.", "example.com. 3600 IN NS b.ns.example.net.",
                ])
            #expect(change.soa.mname == settings.nameservers[0])
            #expect(change.soa.rname == settings.contact)
        }
    }

    @Test(arguments: [
        ("Example.ORG.", "example.org"), ("münchen.example", "xn--mnchen-3ya.example"),
        ("0/25.2.0.192.in-addr.arpa", "0/25.2.0.192.in-addr.arpa"),
    ])
    func aNameIsKeptInLowerCaseALabels(_ typed: String, _ kept: String) async throws {
        try await withPlane { fixture in
            let domain = try await fixture.plane.createDomain(
                named: typed, of: fixture.bootstrapped.organization, for: fixture.caller)
            #expect(domain.name == kept)
            #expect(domain.status == .active)
            #expect(domain.number == 1)
            let read = try await fixture.plane.domain(domain.uuid, of: domain.organization, for: fixture.caller)
            var answered = domain
            answered.warnings = []
            #expect(read == answered)
        }
    }

    @Test(arguments: ["", ".", "a..b", "*.example.org", "a b", "192.0.2.1", String(repeating: "a", count: 64) + ".org"])
    func whatIsNoDomainIsAViolationOfItsName(_ name: String) async throws {
        try await withPlane { fixture in
            let error = await refusal {
                try await fixture.plane.createDomain(
                    named: name, of: fixture.bootstrapped.organization, for: fixture.caller)
            }
            guard case .invalid(let violations) = error else { return #expect(Bool(false), "\(error as Any)") }
            #expect(violations.map(\.propertyPath) == ["name"])
        }
    }

    @Test func ofManyAtOnceOneGetsTheName() async throws {
        try await withPlane { fixture in
            let refusals = await withTaskGroup(of: ControlPlaneError?.self) { tasks in
                for _ in 0..<16 {
                    tasks.addTask {
                        await refusal {
                            try await fixture.plane.createDomain(
                                named: "example.org", of: fixture.bootstrapped.organization, for: fixture.caller)
                        }
                    }
                }
                return await tasks.reduce(into: []) { $0.append($1) }
            }
            #expect(refusals.count { $0 == nil } == 1)
            #expect(refusals.count { conflict($0)?.codes == [.duplicate] } == 15)
        }
    }

    @Test func whoseDomainIsInTheWayIsToldToThoseWhoMayReadIt() async throws {
        try await withPlane { fixture in
            let (uuid, ours) = (fixture.domain.uuid, fixture.domain.organization)
            let other = try await TransferDomainTests.Other(fixture)
            let maintainer = try await fixture.person("m@example.net", .maintainer).caller
            var writing = maintainer
            writing.token = Caller.Token(id: 1, name: "t", permissions: [Permission(verbs: [.create])])
            for (caller, organization, rivals) in [
                (maintainer, ours, [.domain(uuid, of: ours)]), (writing, ours, []),
                (other.caller, other.organization, []),
            ] as [(Caller, Int64, [Rival])] {
                let error = await refusal {
                    try await fixture.plane.createDomain(named: "Example.com", of: organization, for: caller)
                }
                guard case .conflict(let violations, let told) = error else {
                    return #expect(Bool(false), "\(error as Any)")
                }
                #expect(violations.map(\.code) == [.duplicate])
                #expect(told == rivals)
            }
        }
    }

    @Test func anotherOrganizationsDomainIsNotFoundAsOneThatDoesNotExist() async throws {
        try await withPlane { fixture in
            let other = try await fixture.plane.bootstrap(
                email: "other@example.net", password: Fixture.password, organization: "Other",
                domains: ["example.org"], cost: Fixture.cost)
            let caller = try await fixture.plane.authenticate(token: other.token)
            let (uuid, organization) = (fixture.domain.uuid, fixture.domain.organization)
            let missing = "00000000-0000-4000-8000-000000000000"
            for (uuid, organization) in [
                (uuid, organization), (uuid, other.organization), (missing, other.organization),
                (missing, organization),
                (uuid, 999), ("x", other.organization),
            ] {
                for verb in [Access.Verb.read, .create, .delete] {
                    let error = await refusal {
                        try await fixture.plane.domain(uuid, of: organization, for: caller, to: verb)
                    }
                    #expect(error == .notFound)
                }
                let error = await refusal {
                    try await fixture.plane.records(in: uuid, of: organization, for: caller)
                }
                #expect(error == .notFound)
            }
            // The line looks too, whatever reference it is given.
            var reference = fixture.domain
            reference.organization = other.organization
            let draft = try fixture.draft("www", "A", "192.0.2.1")
            let error = await refusal { try await fixture.plane.createRecord(draft, in: reference, for: caller) }
            #expect(error == .notFound)
            // And so with one organization's domain kept in the group's memory.
            _ = try await fixture.create("www", "A", "192.0.2.1")
        }
    }
}
