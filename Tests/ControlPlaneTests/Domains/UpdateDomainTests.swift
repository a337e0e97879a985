import DNS
import Records
import Testing

@testable import ControlPlane

@Suite struct UpdateDomainTests {
    /// A member of the fixture's organization who runs nothing.
    static func member(_ fixture: Fixture, _ role: Role = .maintainer) -> Caller {
        Caller(user: 7, email: "m@example.net", organizations: [fixture.domain.organization: .init(role)])
    }

    static func domain(_ fixture: Fixture) async throws -> Domain {
        try await fixture.plane.domain(fixture.domain.uuid, of: fixture.domain.organization, for: fixture.caller)
    }

    @discardableResult
    static func patch(
        _ fixture: Fixture, _ body: JSON, by caller: Caller? = nil, version: Int64? = nil
    ) async throws -> Domain {
        let domain = try await domain(fixture)
        let caller = caller ?? member(fixture)
        let patch = try DomainPatch(body, of: domain, by: caller)
        return try await fixture.plane.updateDomain(domain, patch, version: version, for: caller)
    }

    static func violations(_ body: JSON, of fixture: Fixture) async throws -> [String] {
        let domain = try await domain(fixture)
        do throws(Violations) {
            _ = try DomainPatch(body, of: domain, by: member(fixture))
            return []
        } catch {
            return error.all.map { "\($0.propertyPath) \($0.code.rawValue)" }
        }
    }

    @Test func nameServersAreOneChangeWithEditsAndDelta() async throws {
        try await withPlane { fixture in
            let before = try await Self.domain(fixture)
            let after = try await Self.patch(fixture, ["nameservers": ["A.NS.example.net.", "b.ns.example.net"]])
            #expect(after.nameservers == ["a.ns.example.net", "b.ns.example.net"])
            #expect(after.version == before.version + 1)
            #expect(after.number == 2)
            #expect(after.serial == before.serial &+ 1)
            let change = try #require(fixture.publisher.published.last)
            #expect(change.step == .update)
            #expect(change.delta.removed.map(\.rdata.text) == ["ns1.example.com.", "192.0.2.53"])
            #expect(change.delta.added.map(\.rdata.text) == ["a.ns.example.net.", "b.ns.example.net."])
            #expect(change.soa.mname.description == "a.ns.example.net.")
            let logged = try #require(try await fixture.plane.changes(after: 1).first)
            #expect(logged.origin == .api)
            let edits = try JSON(parsing: try #require(logged.edits))
            #expect(edits.array?.first?["before"]?["settings"]?["nameservers"] == nil)
            #expect(
                edits.array?.first?["after"]?["settings"]?["nameservers"] == ["a.ns.example.net", "b.ns.example.net"])
            try await StoredState(of: fixture.domain, in: fixture.database).expectAgreement()

            let reset = try await Self.patch(fixture, ["nameservers": nil])
            #expect(reset.nameservers == before.nameservers)
            let served = fixture.publisher.served(before.id)
            #expect(served.map(\.rdata.text).sorted() == ["192.0.2.53", "ns1.example.com."])
        }
    }

    @Test func timersMoveTheSerialThoughNoRecordIsAnother() async throws {
        try await withPlane { fixture in
            let before = try await Self.domain(fixture)
            let after = try await Self.patch(
                fixture,
                [
                    "soa": [
                        "mname": "ns.example.org", "rname": "a.b@example.org", "refresh": 7_200, "retry": 900,
                        "expire": 604_800, "minimum": 60, "ttl": 900,
                    ]
                ])
            #expect(after.serial == before.serial &+ 1)
            let change = try #require(fixture.publisher.published.last)
            #expect(change.delta.isEmpty)
            #expect(
                change.soa
                    == SOA(
                        mname: try Name("ns.example.org."), rname: try Name(#"a\.b.example.org."#), refresh: 7_200,
                        retry: 900, expire: 604_800, minimum: 60, ttl: 900))
            // What is read can be sent back, and says nothing new.
            let same = try await Self.patch(fixture, ["soa": .object(after.soa)])
            #expect(same.number == after.number)
            let less = try await Self.patch(fixture, ["soa": ["refresh": nil, "retry": 1_000]])
            #expect(less.soa["refresh"] == nil)
            #expect(less.soa["retry"] == 1_000)
            #expect(less.soa["expire"] == 604_800)
            #expect(try await Self.patch(fixture, ["soa": nil]).soa.members.isEmpty)
        }
    }

    @Test func allThatIsWrongIsToldAtOnce() async throws {
        try await withPlane { fixture in
            let found = try await Self.violations(
                [
                    "name": "example.org", "provider": "/api/organizations/1/providers/1",
                    "nameservers": ["a b", "ns.example.net", "ns.example.net.", 7, "192.0.2.1"],
                    "soa": ["refresh": 1, "retry": "x", "mname": "", "rname": "nobody", "more": 5], "more": 1,
                ], of: fixture)
            #expect(
                found == [
                    "name not-allowed", "provider unsupported", "nameservers[0] format", "nameservers[2] duplicate",
                    "nameservers[3] type", "nameservers[4] format", "soa.mname format", "soa.rname format",
                    "soa.refresh range", "soa.retry type", "soa.more unknown", "more unknown",
                ])
            #expect(try await Self.violations(["nameservers": []], of: fixture) == ["nameservers range"])
            #expect(try await Self.violations([], of: fixture) == [" type"])
        }
    }

    /// As the operator's own, which stands in the SOA where none is set.
    @Test(
        arguments: [
            "example.com", "a@localhost", "a..b@example.org", "a@b@example.org", "a@-b.example",
            "two words@example.org",
            #"two\032words.example.org"#, 5,
        ] as [JSON])
    func aContactIsAMailAddress(_ contact: JSON) async throws {
        try await withPlane { fixture in
            let found = try await Self.violations(["soa": ["rname": contact]], of: fixture)
            #expect(found == [contact == 5 ? "soa.rname type" : "soa.rname format"])
        }
    }

    @Test func aNameServerInsideWithoutAddressIsWarnedOf() async throws {
        try await withPlane { fixture in
            _ = try await fixture.create("ns", "A", "192.0.2.9")
            let domain = try await Self.patch(
                fixture, ["nameservers": ["ns.example.com", "other.example.com", "ns.example.net"]])
            #expect(domain.warnings.map { "\($0.propertyPath) \($0.code.rawValue)" } == ["nameservers[1] no-address"])
        }
    }

    @Test func theOperatorsDefaultSentBackStaysTheDefault() async throws {
        try await withPlane { fixture in
            let domain = try await Self.domain(fixture)
            let sent: JSON = ["nameservers": .array(domain.nameservers.map { .string($0) }), "name": "EXAMPLE.com."]
            let after = try await Self.patch(fixture, sent)
            #expect(after == domain)
            #expect(!after.namesItsServers)
        }
    }

    @Test func onlyAnOperatorSetsTheStatus() async throws {
        try await withPlane { fixture in
            // Sent back by whoever is none, it is ignored.
            let ignored = try await Self.patch(fixture, ["status": "suspended"])
            #expect(ignored.status == .active)
            let stranger = Caller(user: 9, email: "op@example.net", isOperator: true, organizations: [:])
            let suspended = try await Self.patch(fixture, ["status": "suspended"], by: stranger)
            #expect(suspended.status == .suspended)
            #expect(fixture.publisher.published.last?.step == .drop)
            #expect(suspended.serial == ignored.serial)
            // It runs the instance, and is no member for that.
            let error = await refusal {
                try await Self.patch(fixture, ["nameservers": ["ns.example.org"]], by: stranger)
            }
            #expect(error == .forbidden(rule: "not-a-member"))
            let token = Caller(
                user: 9, email: "op@example.net", isOperator: true, token: .init(id: 1, name: "t", permissions: []),
                organizations: [fixture.domain.organization: .init(.owner)])
            #expect(await refusal { try await Self.patch(fixture, [:], by: token) } != nil)
        }
    }

    @Test func aSuspendedDomainIsEditedUnseenAndComesBackWhole() async throws {
        try await withPlane { fixture in
            let operatorCaller = Caller(user: 9, email: "op@example.net", isOperator: true, organizations: [:])
            _ = try await fixture.create("www", "A", "192.0.2.1")
            try await Self.patch(fixture, ["status": "suspended"], by: operatorCaller)
            let seen = fixture.publisher.published.count
            _ = try await fixture.create("new", "A", "192.0.2.2")
            try await Self.patch(fixture, ["nameservers": ["ns.example.net"]])
            #expect(fixture.publisher.published.count == seen)
            let domain = try await Self.patch(fixture, ["status": "active"], by: operatorCaller)
            let change = try #require(fixture.publisher.published.last)
            #expect(change.step == .create(apex: fixture.domain.apex))
            let state = try await StoredState(of: fixture.domain, in: fixture.database)
            #expect(Set(change.delta.added) == state.served)
            #expect(change.delta.added.count == 3)
            #expect(change.serial == domain.serial)
            try state.expectAgreement()
        }
    }

    @Test func anotherVersionIsNotTouched() async throws {
        try await withPlane { fixture in
            let domain = try await Self.patch(fixture, ["nameservers": ["ns.example.net"]])
            let error = await refusal {
                try await Self.patch(fixture, ["nameservers": ["ns.example.org"]], version: domain.version - 1)
            }
            #expect(error == .preconditionFailed)
            // An edit of a record is not one of the settings.
            _ = try await fixture.create("www", "A", "192.0.2.1")
            let patched = try await Self.patch(
                fixture, ["nameservers": ["ns.example.org"]], version: domain.version)
            #expect(patched.version == domain.version + 1)
        }
    }

    @Test(arguments: [Role.viewer, .maintainer, .owner])
    func aViewerSetsNothing(_ role: Role) async throws {
        try await withPlane { fixture in
            let error = await refusal {
                try await Self.patch(
                    fixture, ["nameservers": ["ns.example.net"]], by: Self.member(fixture, role))
            }
            #expect(error == (role == .viewer ? .forbidden(rule: "role-maintainer") : nil))
        }
    }
}
