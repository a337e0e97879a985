import DNS
import Foundation
import Records
import SQL
import Synchronization
import Testing

@testable import ControlPlane

@Suite struct DeleteDomainTests {
    static func delete(_ fixture: Fixture, version: Int64? = nil, by caller: Caller? = nil) async throws {
        try await fixture.plane.deleteDomain(
            fixture.domain.uuid, of: fixture.domain.organization, version: version, for: caller ?? fixture.caller)
    }

    static func undelete(_ fixture: Fixture) async throws -> Domain {
        try await fixture.plane.undeleteDomain(
            fixture.domain.uuid, of: fixture.domain.organization, for: fixture.caller)
    }

    static func make(_ fixture: Fixture, _ name: String = "example.com") async throws -> Domain {
        try await fixture.plane.createDomain(named: name, of: fixture.domain.organization, for: fixture.caller)
    }

    static func served(_ plane: ControlPlane) async throws -> [String] {
        let sink = LoadServedTests.Sink()
        _ = try await plane.loadServed(into: sink)
        return sink.loaded.withLock { $0.zones.map(\.apex.description) }
    }

    @Test func aDeletedDomainIsOneChangeAndGoneAtOnce() async throws {
        try await withPlane { fixture in
            let created = try await fixture.create("www", "A", "192.0.2.1")
            try await Self.delete(fixture)
            let change = try #require(fixture.publisher.published.last)
            #expect(change.step == .drop)
            #expect(change.delta.isEmpty)
            let logged = try #require(try await fixture.plane.changes(after: created.sequence ?? 0).first)
            let settings = try JSON(parsing: try #require(logged.edits)).array?.first
            #expect(settings?["before"]?["settings"]?["status"] == "active")
            #expect(settings?["after"]?["settings"]?["status"] == "deleted")
            #expect(logged.delta == nil)
            #expect(try await Self.served(fixture.plane) == [])
            let (uuid, organization) = (fixture.domain.uuid, fixture.domain.organization)
            #expect(
                await refusal { try await fixture.plane.domain(uuid, of: organization, for: fixture.caller) }
                    == .notFound)
            #expect(await refusal { try await fixture.create("x", "A", "192.0.2.1") } == .notFound)
            #expect(await refusal { try await fixture.records() } == .notFound)
            #expect(await refusal { try await Self.delete(fixture) } == .notFound)
        }
    }

    @Test func theNameIsFreeAtOnceAndTheNextDomainGoesOnFromItsSerial() async throws {
        try await withPlane { fixture in
            // So many changes that the serial is ahead of the time.
            for i in 0..<20 { _ = try await fixture.create("h\(i)", "A", "192.0.2.1") }
            let last = try await fixture.plane.domain(
                fixture.domain.uuid, of: fixture.domain.organization, for: fixture.caller)
            try await Self.delete(fixture)
            let next = try await Self.make(fixture)
            #expect(next.uuid != last.uuid)
            #expect(Serial.isAfter(next.serial, last.serial))
            #expect(next.recordCount == 0)
        }
    }

    @Test func undeleteBringsBackRecordsNumberAndLogUnderALaterSerial() async throws {
        try await withPlane { fixture in
            _ = try await fixture.create("www", "A", "192.0.2.1")
            let before = try await fixture.plane.domain(
                fixture.domain.uuid, of: fixture.domain.organization, for: fixture.caller)
            let records = try await fixture.records()
            let served = fixture.publisher.served(before.id)
            try await Self.delete(fixture)
            let after = try await Self.undelete(fixture)
            #expect(after.status == .active)
            #expect(after.number == before.number + 2)
            #expect(after.recordCount == before.recordCount)
            #expect(Serial.isAfter(after.serial, before.serial))
            #expect(try await fixture.records() == records)
            let change = try #require(fixture.publisher.published.last)
            #expect(change.step == .create(apex: fixture.domain.apex))
            #expect(Set(change.delta.added) == served)
            #expect(change.serial == after.serial)
            #expect(try await fixture.create("more", "A", "192.0.2.2").number == after.number + 1)
            #expect(await refusal { try await Self.undelete(fixture) } == .notFound)
        }
    }

    @Test func undeletePastAnotherDomainOfThatNameIsLaterThanThat() async throws {
        try await withPlane { fixture in
            try await Self.delete(fixture)
            let second = try await Self.make(fixture)
            let taken = await refusal { try await Self.undelete(fixture) }
            #expect(conflict(taken)?.codes == [.duplicate])
            try await fixture.plane.deleteDomain(
                second.uuid, of: second.organization, for: fixture.caller)
            let first = try await Self.undelete(fixture)
            #expect(Serial.isAfter(first.serial, second.serial))
            #expect(try await Self.served(fixture.plane) == ["example.com."])
        }
    }

    @Test func deletedAndMadeAgainInOneGroup() async throws {
        try await withPlane { fixture in
            let caller = fixture.caller
            let (uuid, organization) = (fixture.domain.uuid, fixture.domain.organization)
            // Held up, so that the three that follow are one group.
            async let held: Void = fixture.plane.inLine { _ in Thread.sleep(forTimeInterval: 0.2) }
            try await Task.sleep(for: .milliseconds(50))
            async let deleted: Void = fixture.plane.deleteDomain(uuid, of: organization, for: caller)
            try await Task.sleep(for: .milliseconds(20))
            async let made = Self.make(fixture)
            try await Task.sleep(for: .milliseconds(20))
            async let again = refusal { try await Self.undelete(fixture) }
            _ = try await (held, deleted)
            #expect(try await made.number == 1)
            #expect(conflict(await again)?.codes == [.duplicate])
            #expect(try await Self.served(fixture.plane) == ["example.com."])
            #expect(fixture.publisher.published.suffix(2).map(\.step) == [.drop, .create(apex: fixture.domain.apex)])
        }
    }

    @Test func afterThirtyDaysItIsGoneForGood() async throws {
        let clock = Clock()
        try await withPlane(settings: clock.settings) { fixture in
            try await Self.delete(fixture)
            clock.advance(seconds: 30 * 86_400 - 60)
            _ = try await Self.undelete(fixture)
            try await Self.delete(fixture)
            clock.advance(seconds: 30 * 86_400 + 60)
            #expect(await refusal { try await Self.undelete(fixture) } == .notFound)
        }
    }

    @Test func aSuspendedDomainIsNotDeletedByItsOwners() async throws {
        try await withPlane { fixture in
            let operatorCaller = Caller(user: 9, email: "op@example.net", isOperator: true, organizations: [:])
            try await UpdateDomainTests.patch(fixture, ["status": "suspended"], by: operatorCaller)
            let member = UpdateDomainTests.member(fixture, .owner)
            let error = await refusal { try await Self.delete(fixture, by: member) }
            #expect(error == .forbidden(rule: "domain-suspended"))
        }
    }

    @Test func anotherVersionIsNotDeleted() async throws {
        try await withPlane { fixture in
            #expect(await refusal { try await Self.delete(fixture, version: 2) } == .preconditionFailed)
            try await Self.delete(fixture, version: 1)
        }
    }

    @Test func undeleteFollowsTheOperatorsSettingsOfToday() async throws {
        try await withPlane { fixture in
            try await Self.delete(fixture)
            let (plane, publisher) = SettingsChangeTests.reopened(
                fixture, Settings(addresses: [Settings.address("198.51.100.9")]))
            try await plane.adoptSettings()
            let domain = try await plane.undeleteDomain(
                fixture.domain.uuid, of: fixture.domain.organization, for: fixture.caller)
            let change = try #require(publisher.published.last)
            #expect(change.delta.added.map(\.rdata.text).sorted() == ["198.51.100.9", "ns1.example.com."])
            #expect(change.serial == domain.serial)
            #expect(try await plane.adoptSettings() == 0)
        }
    }
}
