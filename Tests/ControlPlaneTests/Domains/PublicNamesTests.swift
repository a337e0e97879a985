import DNS
import Records
import SQL
import Synchronization
import Testing

@testable import ControlPlane

/// What an instance for strangers asks of a domain before it serves it.
@Suite struct PublicNamesTests {
    /// The DNS outside, as a test has it.
    final class Outside: Sendable {
        private let state = Mutex<(texts: [Name: [String]], parents: [Name: [Name]], asked: [Name])>(([:], [:], []))

        func publish(_ text: String, at name: String) throws {
            let name = try Name(name)
            state.withLock { $0.texts[name, default: []].append(text) }
        }

        func delegate(_ domain: String, to servers: [String]) throws {
            let (domain, servers) = (try Name(domain), try servers.map { try Name($0) })
            state.withLock { $0.parents[domain] = servers }
        }

        var asked: [Name] { state.withLock { $0.asked } }

        var dns: PublicDNS {
            PublicDNS(
                texts: { name in
                    self.state.withLock { state -> [String] in
                        state.asked.append(name)
                        return state.texts[name] ?? []
                    }
                }, nameservers: { name in self.state.withLock { $0.parents[name] } })
        }
    }

    struct Public: Sendable {
        let fixture: Fixture
        let outside = Outside()
        let clock: Clock
        let plane: ControlPlane
        let publisher = RecordingPublisher()

        /// A second life of the fixture's store, now for strangers.
        init(_ fixture: Fixture, _ clock: Clock) throws {
            self.fixture = fixture
            self.clock = clock
            var settings = clock.settings
            settings.policy = Policy(isPublic: true)
            settings.publicSuffixes = PublicSuffixList(parsing: "com\nde\nco.uk\n")
            plane = ControlPlane(
                database: try Database(path: fixture.path), publisher: publisher, settings: settings,
                secrets: .random(), dns: outside.dns)
        }

        func make(_ name: String, by other: TransferDomainTests.Other) async throws -> Domain {
            try await plane.createDomain(named: name, of: other.organization, for: other.caller)
        }

        func read(_ domain: Domain, by other: TransferDomainTests.Other) async throws -> Domain {
            try await plane.domain(domain.uuid, of: other.organization, for: other.caller)
        }

        func check(_ domain: Domain, by other: TransferDomainTests.Other) async throws -> Domain {
            clock.advance(seconds: 60)
            return try await plane.checkDelegation(of: domain.uuid, of: other.organization, for: other.caller)
        }

        func prove(_ domain: Domain) throws {
            try outside.publish(try #require(domain.claim).text, at: "_hostmaster-challenge.\(domain.name)")
        }

        /// Names of the zones that the name server has after all that was published.
        var served: Set<String> {
            var zones: [Int64: String] = [:]
            for change in publisher.published {
                if case .create(let apex) = change.step { zones[change.zone] = apex.description }
                if change.step == .drop { zones[change.zone] = nil }
            }
            return Set(zones.values)
        }
    }

    static func withPublic(
        _ body: (Public, _ a: TransferDomainTests.Other, _ b: TransferDomainTests.Other) async throws -> Void
    ) async throws {
        let clock = Clock()
        try await withPlane(settings: clock.settings) { fixture in
            let (a, b) = (
                try await TransferDomainTests.Other(fixture, "A"), try await TransferDomainTests.Other(fixture, "B")
            )
            try await body(try Public(fixture, clock), a, b)
        }
    }

    @Test func aDomainIsPendingUntilItsOwnTextIsThere() async throws {
        try await Self.withPublic { instance, a, _ in
            let domain = try await instance.make("a-name.de", by: a)
            #expect(domain.status == .pending)
            let claim = try #require(domain.claim)
            #expect(claim.text.count == 32)
            #expect(claim.expiresAt == domain.createdAt + 7 * 86_400_000_000)
            #expect(instance.served.isEmpty)
            // It can be filled meanwhile, unseen.
            let reference = try await instance.plane.domain(
                domain.uuid, of: a.organization, for: a.caller, to: .create)
            _ = try await instance.plane.createRecord(
                instance.fixture.draft("www", "A", "192.0.2.1"), in: reference, for: a.caller)
            #expect(try await DeleteDomainTests.served(instance.plane) == ["example.com."])
            // Being delegated to name servers that everybody's domains are delegated to proves nothing.
            try instance.outside.delegate("a-name.de", to: domain.nameservers)
            #expect(try await instance.check(domain, by: a).status == .pending)
            try instance.outside.publish("another text", at: "_hostmaster-challenge.a-name.de")
            #expect(try await instance.check(domain, by: a).status == .pending)
            try instance.prove(domain)
            let proved = try await instance.check(domain, by: a)
            #expect(proved.status == .active)
            #expect(proved.claim == nil)
            #expect(proved.delegation.state == .ok)
            #expect(instance.served == ["a-name.de."])
            let change = try #require(instance.publisher.published.last)
            #expect(change.delta.added.count == 3)
            #expect(change.serial == proved.serial)
            #expect(Serial.isAfter(proved.serial, domain.serial))
            #expect(try await DeleteDomainTests.served(instance.plane).contains("a-name.de."))
            try await StoredState(of: reference, in: instance.fixture.database).expectAgreement(serialsMayJump: true)
        }
    }

    @Test func theFirstToProveHasTheName() async throws {
        try await Self.withPublic { instance, a, b in
            let (first, second) = (try await instance.make("x.de", by: a), try await instance.make("x.de", by: b))
            #expect(first.claim?.text != second.claim?.text)
            #expect(conflict(await refusal { try await instance.make("x.de", by: a) })?.codes == [.duplicate])
            try instance.prove(second)
            #expect(try await instance.check(first, by: a).status == .pending)
            #expect(try await instance.check(second, by: b).status == .active)
            #expect(await refusal { try await instance.read(first, by: a) } == .notFound)
            let lost = try await instance.plane.domains(
                of: a.organization, DomainFilter(status: .deleted), for: a.caller)
            #expect(lost.elements.map(\.uuid) == [first.uuid])
            #expect(conflict(await refusal { try await instance.make("x.de", by: a) })?.codes == [.duplicate])
            // Put back, it is a claim like another, whose text is new; and it finds the name taken.
            let again = try await instance.plane.undeleteDomain(first.uuid, of: a.organization, for: a.caller)
            #expect(again.status == .pending)
            #expect(again.claim?.text != first.claim?.text)
            try instance.prove(again)
            #expect(conflict(await refusal { try await instance.check(again, by: a) })?.codes == [.duplicate])
            #expect(instance.served == ["x.de."])
        }
    }

    @Test func aClaimLapsesAfterSevenDays() async throws {
        try await Self.withPublic { instance, a, _ in
            let domain = try await instance.make("x.de", by: a)
            instance.clock.advance(seconds: 7 * 86_400 - 120)
            try await instance.plane.lapseClaims()
            #expect(try await instance.read(domain, by: a).status == .pending)
            instance.clock.advance(seconds: 60)
            try instance.prove(domain)
            instance.clock.advance(seconds: 120)
            // Proved too late, though nobody swept yet.
            #expect(try await instance.check(domain, by: a).status == .pending)
            try await instance.plane.lapseClaims()
            #expect(await refusal { try await instance.read(domain, by: a) } == .notFound)
            let next = try await instance.make("x.de", by: a)
            #expect(next.claim?.text != domain.claim?.text)
            // What proved the old claim proves nothing now.
            #expect(try await instance.check(next, by: a).status == .pending)
        }
    }

    @Test func claimsAreLookedAtWithoutAnybodyAsking() async throws {
        try await Self.withPublic { instance, a, _ in
            let domains = try await [instance.make("x.de", by: a), instance.make("y.de", by: a)]
            try instance.prove(domains[1])
            try instance.outside.delegate("x.de", to: ["ns.example.org"])
            try await instance.plane.checkDelegations()
            #expect(try await instance.read(domains[1], by: a).status == .active)
            let first = try await instance.read(domains[0], by: a)
            #expect(first.status == .pending)
            #expect(first.delegation.state == .none)
            #expect(first.delegation.nameservers == ["ns.example.org"])
            let asked = instance.outside.asked.count
            // Not again at once.
            try await instance.plane.checkDelegations()
            #expect(instance.outside.asked.count == asked)
            instance.clock.advance(seconds: 3_600)
            try await instance.plane.checkDelegations()
            #expect(instance.outside.asked.count == asked + 1)
        }
    }

    @Test func lookingIsNotRepeatedWithinSeconds() async throws {
        try await Self.withPublic { instance, a, _ in
            let domain = try await instance.make("x.de", by: a)
            _ = try await instance.check(domain, by: a)
            let error = await refusal {
                try await instance.plane.checkDelegation(of: domain.uuid, of: a.organization, for: a.caller)
            }
            #expect(error == .throttled("It was looked at a moment ago.", retryAfter: 5))
        }
    }

    @Test(arguments: ["de", "co.uk", "unlisted", "printer.local", "x.onion", "corp.internal", "example.net"])
    func aNameThatIsEverybodysIsRefused(_ name: String) async throws {
        try await Self.withPublic { instance, a, _ in
            guard case .invalid(let violations) = await refusal({ try await instance.make(name, by: a) }) else {
                return #expect(Bool(false), "\(name)")
            }
            #expect(violations.allSatisfy { $0.propertyPath == "name" && $0.code == .notAllowed })
        }
    }

    @Test(arguments: ["a.x.de", "x.de"])
    func aNameBesideAnothersNeedsTheConsentOfThat(_ wanted: String) async throws {
        try await Self.withPublic { instance, a, b in
            let held = try await instance.make(wanted == "x.de" ? "a.x.de" : "x.de", by: a)
            // A claim holds nothing.
            let early = try await instance.make(wanted, by: b)
            try instance.prove(held)
            let holding = try await instance.check(held, by: a)
            let refused = await refusal { try await instance.make("b.\(held.name)", by: b) }
            #expect(conflict(refused)?.codes == [.conflict])
            // Nor does proving it help while nobody consents.
            try instance.prove(early)
            #expect(conflict(await refusal { try await instance.check(early, by: b) })?.codes == [.conflict])
            try await instance.plane.checkDelegations()
            #expect(try await instance.read(early, by: b).status == .pending)

            let body: JSON = ["name": .string(wanted), "organization": .string("/api/organizations/\(b.organization)")]
            let draft = try ConsentDraft(body, about: holding)
            #expect(
                await refusal { try await instance.plane.giveConsent(draft, of: holding, for: b.caller) } == .notFound)
            let consent = try await instance.plane.giveConsent(draft, of: holding, for: a.caller)
            #expect(try await instance.plane.giveConsent(draft, of: holding, for: a.caller).id == consent.id)
            #expect(try await instance.check(early, by: b).status == .active)
            // Its own organization needs no one's.
            if wanted == "a.x.de" { _ = try await instance.make("c.x.de", by: a) }
            // Taken back, it ends nothing that is.
            try await instance.plane.revokeConsent(consent.id, of: holding, for: a.caller)
            #expect(try await instance.read(early, by: b).status == .active)
            #expect(try await instance.plane.consents(of: holding, for: a.caller).total == 0)
        }
    }

    @Test func aConsentToAnOrganizationThatThereIsNotIsNobodysLater() async throws {
        try await Self.withPublic { instance, a, b in
            let above = try await instance.make("x.de", by: a)
            try instance.prove(above)
            let holding = try await instance.check(above, by: a)
            let next = b.organization + 1
            let body: JSON = ["name": "a.x.de", "organization": .string("/api/organizations/\(next)")]
            let draft = try ConsentDraft(body, about: holding)
            let consent = try await instance.plane.giveConsent(draft, of: holding, for: a.caller)
            let later = try await TransferDomainTests.Other(instance.fixture, "Later")
            try #require(later.organization == next)
            #expect(conflict(await refusal { try await instance.make("a.x.de", by: later) })?.codes == [.conflict])
            // Given once more it is meant for whoever is there.
            #expect(try await instance.plane.giveConsent(draft, of: holding, for: a.caller) == consent)
            _ = try await instance.make("a.x.de", by: later)
        }
    }

    @Test func anOperatorConsentsByMakingItActive() async throws {
        try await Self.withPublic { instance, a, b in
            let above = try await instance.make("x.de", by: a)
            try instance.prove(above)
            _ = try await instance.check(above, by: a)
            let runner = Caller(user: 9, email: "op@example.net", isOperator: true, organizations: [:])
            let holding = try await instance.read(above, by: a)
            let body: JSON = ["name": "a.x.de", "organization": .string("/api/organizations/\(b.organization)")]
            _ = try await instance.plane.giveConsent(
                ConsentDraft(body, about: holding), of: holding, for: runner)
            let below = try await instance.make("a.x.de", by: b)
            let patch = try DomainPatch(["status": "active"], of: below, by: runner)
            let active = try await instance.plane.updateDomain(below, patch, for: runner)
            #expect(active.status == .active)
            #expect(instance.served == ["x.de.", "a.x.de."])
            let pending = try await instance.make("y.de", by: b)
            let suspend = try DomainPatch(["status": "suspended"], of: pending, by: runner)
            let error = await refusal { try await instance.plane.updateDomain(pending, suspend, for: runner) }
            #expect(conflict(error)?.codes == [.conflict])
        }
    }

    @Test func undeleteIsHeldAgainstWhatCameMeanwhile() async throws {
        try await Self.withPublic { instance, a, b in
            let domain = try await instance.make("x.de", by: a)
            try instance.prove(domain)
            _ = try await instance.check(domain, by: a)
            try await instance.plane.deleteDomain(domain.uuid, of: a.organization, for: a.caller)
            let below = try await instance.make("sub.x.de", by: b)
            try instance.prove(below)
            _ = try await instance.check(below, by: b)
            let error = await refusal {
                try await instance.plane.undeleteDomain(domain.uuid, of: a.organization, for: a.caller)
            }
            #expect(conflict(error)?.codes == [.conflict])
            try await instance.plane.deleteDomain(below.uuid, of: b.organization, for: b.caller)
            let back = try await instance.plane.undeleteDomain(domain.uuid, of: a.organization, for: a.caller)
            // It was proved.
            #expect(back.status == .active)
        }
    }

    @Test func whoeverIsGivenADomainIsHeldAgainstThirdOnes() async throws {
        try await Self.withPublic { instance, a, b in
            let above = try await instance.make("x.de", by: a)
            try instance.prove(above)
            let holding = try await instance.check(above, by: a)
            let third = try await TransferDomainTests.Other(instance.fixture, "C")
            let body: JSON = ["name": "a.x.de", "organization": .string("/api/organizations/\(b.organization)")]
            _ = try await instance.plane.giveConsent(ConsentDraft(body, about: holding), of: holding, for: a.caller)
            let below = try await instance.make("a.x.de", by: b)
            try instance.prove(below)
            _ = try await instance.check(below, by: b)
            _ = try await instance.plane.offerDomain(
                below.uuid, of: b.organization, to: third.organization, for: b.caller)
            let error = await refusal {
                try await instance.plane.acceptDomain(below.uuid, at: third.organization, for: third.caller)
            }
            #expect(conflict(error)?.codes == [.conflict])
            // Given back to the holder of what is above, nobody is asked.
            _ = try await instance.plane.offerDomain(below.uuid, of: b.organization, to: a.organization, for: b.caller)
            let back = try await instance.plane.acceptDomain(below.uuid, at: a.organization, for: a.caller)
            #expect(back.organization == a.organization)
        }
    }

    @Test func elsewhereAllOfThatIsAWarning() async throws {
        try await withPlane { fixture in
            let other = try await TransferDomainTests.Other(fixture)
            for (name, expected) in [
                ("x.example.com", ["special-use", "overlaps"]), ("printer.local", ["special-use"]),
                ("lan", ["public-suffix"]), ("a.de", []), ("b.a.de", []),
            ] {
                let domain = try await fixture.plane.createDomain(
                    named: name, of: other.organization, for: other.caller)
                #expect(domain.status == .active)
                #expect(domain.warnings.map(\.code.rawValue) == expected, "\(name)")
                #expect(domain.warnings.allSatisfy { $0.propertyPath == "name" })
            }
        }
    }

    @Test(arguments: [
        (#"{"name":"a.x.de","organization":"/api/organizations/7"}"#, [String]()),
        (#"{"name":"de","organization":"/api/organizations/7"}"#, []),
        (#"{"name":"x.de","organization":"/api/organizations/7"}"#, ["name format"]),
        (#"{"name":"y.de","organization":"/api/organizations/7"}"#, ["name format"]),
        (#"{"name":"ax.de","organization":"/api/organizations/7"}"#, ["name format"]),
        ("{}", ["name required", "organization required"]),
        (#"{"name":"a.x.de","organization":"/api/organizations/1"}"#, ["organization not-allowed"]),
        (#"{"name":"a.x.de","organization":7}"#, ["organization type"]),
        (#"{"name":"a.x.de","organization":"7"}"#, ["organization format"]),
        (#"{"name":7,"organization":"x","more":1}"#, ["name type", "organization format", "more unknown"]),
    ])
    func aConsentIsAboutANameBeside(_ body: String, _ expected: [String]) throws {
        let domain = Domain(
            id: 1, uuid: "", organization: 1, name: "x.de", status: .active, nameservers: [], namesItsServers: false,
            soa: [:], delegation: Delegation(), recordCount: 0, serial: 1, number: 1, version: 1, createdAt: 0,
            updatedAt: 0)
        let json = try JSON(parsing: Array(body.utf8))
        do throws(Violations) {
            _ = try ConsentDraft(json, about: domain)
            #expect(expected.isEmpty)
        } catch {
            #expect(error.all.map { "\($0.propertyPath) \($0.code.rawValue)" } == expected)
        }
    }
}
