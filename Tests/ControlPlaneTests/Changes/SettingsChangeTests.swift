import DNS
import Foundation
import SQL
import Testing

@testable import ControlPlane

@Suite struct SettingsChangeTests {
    /// A second life of the same store under other settings.
    static func reopened(_ fixture: Fixture, _ settings: Settings) -> (ControlPlane, RecordingPublisher) {
        let publisher = RecordingPublisher()
        let path = fixture.path
        guard let database = try? Database(path: path) else { preconditionFailure("cannot open \(path)") }
        let plane = ControlPlane(database: database, publisher: publisher, settings: settings, secrets: .random())
        return (plane, publisher)
    }

    @Test func otherSettingsReachTheDomainsThatFollowThemOnce() async throws {
        try await withPlane { fixture in
            let settings = Settings(addresses: [Settings.address("198.51.100.9")])
            let (plane, publisher) = Self.reopened(fixture, settings)
            #expect(try await plane.adoptSettings() == 1)
            let change = try #require(publisher.published.first)
            #expect(change.step == .update)
            #expect(change.delta.removed.map(\.rdata.text) == ["192.0.2.53"])
            #expect(change.delta.added.map(\.rdata.text) == ["198.51.100.9"])
            let logged = try #require(try await plane.changes(after: 1).first)
            #expect(logged.edits == nil)
            #expect(logged.origin == .settings)
            #expect(logged.actor == .system)
            #expect(try await plane.adoptSettings() == 0)
            try await StoredState(of: fixture.domain, in: fixture.database).expectAgreement()
        }
    }

    @Test func theSameSettingsAreNoChange() async throws {
        try await withPlane { fixture in
            let adopted = try await fixture.plane.adoptSettings()
            #expect(adopted == 0)
            #expect(fixture.publisher.published.count == 1)
        }
    }

    @Test func anotherContactMovesTheSerialThoughNoRecordIsAnother() async throws {
        try await withPlane { fixture in
            let contact = try Name("dns.example.net.")
            let (plane, publisher) = Self.reopened(
                fixture, Settings(contact: contact, addresses: Settings.test.addresses))
            try await plane.adoptSettings()
            let change = try #require(publisher.published.first)
            #expect(change.delta.isEmpty)
            #expect(change.soa.rname == contact)
            let first = try #require(fixture.publisher.published.first)
            #expect(change.serial == first.serial &+ 1)
        }
    }
}
