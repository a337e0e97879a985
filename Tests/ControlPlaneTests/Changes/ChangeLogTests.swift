import DNS
import Records
import SQL
import Synchronization
import Testing

@testable import ControlPlane

@Suite struct ChangeLogTests {
    struct Failure: Error {}

    static func createMany(_ count: Int, in domains: [DomainReference], _ fixture: Fixture) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for i in 0..<count {
                let draft = try fixture.draft("h\(i)", "A", "192.0.2.1")
                let domain = domains[i % domains.count]
                tasks.addTask {
                    let change = try await fixture.plane.createRecord(draft, in: domain, for: fixture.caller)
                    // What is answered is in the store.
                    let end = try await fixture.plane.cursor().sequence
                    #expect(change.sequence ?? .max <= end)
                }
            }
            try await tasks.waitForAll()
        }
    }

    @Test func sequencesFollowTheOrderInWhichChangesBecameVisible() async throws {
        try await withPlane { fixture in
            let other = try await fixture.plane.createDomain(
                named: "example.org", of: fixture.domain.organization, for: fixture.caller)
            let second = try await fixture.plane.domain(
                other.uuid, of: other.organization, for: fixture.caller, to: .create)
            try await Self.createMany(200, in: [fixture.domain, second], fixture)
            let changes = try await fixture.plane.changes(after: 0)
            #expect(changes.map(\.sequence) == Array(1...202))
            // The name server saw them in the same order.
            #expect(fixture.publisher.published.map(\.zone) == changes.map(\.domain))
            #expect(fixture.publisher.published.map(\.serial) == changes.map(\.serial))
            for domain in [fixture.domain, second] {
                try await StoredState(of: domain, in: fixture.database).expectAgreement()
            }
            #expect(fixture.publisher.groups.count < 202, "no two shared a group")
            #expect(fixture.publisher.mistakes == 0)
        }
    }

    @Test func aMemberThatFailsAfterPlanningLeavesNothing() async throws {
        try await withPlane { fixture in
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for i in 0..<60 {
                    let draft = try fixture.draft("h\(i)", "A", "192.0.2.1")
                    tasks.addTask {
                        let work = {
                            try await fixture.plane.inLine { line in
                                let planned = try line.apply(
                                    [.create(draft)], to: fixture.domain.uuid, paths: .single, by: fixture.permit,
                                    origin: .api, message: nil)
                                if i % 3 == 0 { throw Failure() }
                                return planned
                            }
                        }
                        if i % 3 == 0 {
                            await #expect(throws: Failure.self) { try await work() }
                        } else {
                            _ = try await work()
                        }
                    }
                }
                try await tasks.waitForAll()
            }
            #expect(try await fixture.records().count == 40)
            #expect(try await fixture.plane.changes(after: 0).map(\.number) == Array(1...41))
            #expect(fixture.publisher.published.count == 41)
            #expect(fixture.publisher.reserved.isEmpty)
            #expect(fixture.publisher.mistakes == 0)
        }
    }

    @Test func aNameServerWithoutRoomRefusesTheWriteAlone() async throws {
        try await withPlane { fixture in
            fixture.publisher.setFull(true)
            let error = await refusal { try await fixture.create("www", "A", "192.0.2.1") }
            guard case .unavailable = error else { return #expect(Bool(false), "\(error as Any)") }
            fixture.publisher.setFull(false)
            let change = try await fixture.create("www", "A", "192.0.2.1")
            #expect(change.number == 2)
            #expect(try await fixture.records().count == 1)
        }
    }

    @Test func followersAreWokenWithTheNewestNumberAndHoldUpNobody() async throws {
        try await withPlane { fixture in
            let wakes = fixture.plane.wakes()
            for i in 0..<50 { _ = try await fixture.create("h\(i)", "A", "192.0.2.1") }
            var iterator = wakes.makeAsyncIterator()
            #expect(await iterator.next() == 51)
        }
    }
}
