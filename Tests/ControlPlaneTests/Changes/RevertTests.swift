import DNS
import Records
import Testing

@testable import ControlPlane

@Suite struct RevertTests {
    private func apply(_ fixture: Fixture, _ edits: [RecordEdit]) async throws -> Int64 {
        try #require(try await fixture.plane.apply(edits, to: fixture.domain, for: fixture.caller).number)
    }

    private func revert(_ fixture: Fixture, _ number: Int64, dry: Bool = false) async throws -> SeenChange {
        try await fixture.plane.revertChange(number, of: fixture.domain, isDryRun: dry, for: fixture.caller)
    }

    /// The drafts by id: what a revert brings back but for versions and times.
    private func state(_ fixture: Fixture) async throws -> [Int64: DNSRecord.Draft] {
        Dictionary(uniqueKeysWithValues: try await fixture.records().map { ($0.recordId, $0.draft) })
    }

    @Test func aSetIsUndoneAsAWhole() async throws {
        try await withPlane { fixture in
            let kept = try #require(try await fixture.create("a", "A", "192.0.2.1").edits[0].after)
            let dropped = try #require(try await fixture.create("b", "A", "192.0.2.2").edits[0].after)
            let before = try await state(fixture)
            let number = try await apply(
                fixture,
                [
                    .patch(kept.recordId, try RecordPatch(reading: ["ttl": 60, "name": "c"])),
                    .delete(dropped.recordId), .create(try fixture.draft("d", "TXT", "new")),
                    .create(try fixture.draft("b", "CNAME", "a.example.com")),
                ])
            let change = try await revert(fixture, number)
            #expect(try await state(fixture) == before)
            #expect(change.number == number + 1)
            #expect(change.origin == .revert)
            #expect(change.message == "Revert change \(number)")
            #expect(change.edits.map(\.action) == [.delete, .delete, .create, .update])
            // Under its id, and another version than any before.
            let again = try #require(try await fixture.records().first { $0.recordId == dropped.recordId })
            #expect(again.version > dropped.version)
            #expect(again.createdAt == dropped.createdAt)
            let published = try #require(fixture.publisher.published.last)
            #expect(published.delta.added.count == 2)
            #expect(published.delta.removed.count == 3)
        }
    }

    @Test func aRevertIsUndoneToo() async throws {
        try await withPlane { fixture in
            let made = try await fixture.create("a", "A", "192.0.2.1")
            let before = try await state(fixture)
            let undone = try await revert(fixture, try #require(made.number))
            #expect(try await state(fixture).isEmpty)
            _ = try await revert(fixture, try #require(undone.number))
            #expect(try await state(fixture) == before)
        }
    }

    /// One after the other, the newest first, all changes are undone.
    @Test(arguments: 0..<8 as Range<UInt64>)
    func allTheWayBack(_ seed: UInt64) async throws {
        try await withPlane { fixture in
            var random = SplitMix(seed: seed)
            var (states, numbers) = ([try await state(fixture)], [Int64]())
            for _ in 0..<60 {
                let records = try await fixture.records()
                let edits = try (0..<Int.random(in: 1...5, using: &random)).compactMap { _ in
                    try ReplayTests.edit(fixture, records, &random)
                }
                let change = try? await fixture.plane.apply(edits, to: fixture.domain, for: fixture.caller)
                guard let number = change?.number else { continue }
                numbers.append(number)
                states.append(try await state(fixture))
            }
            #expect(numbers.count > 20)
            while let number = numbers.popLast() {
                #expect(try await state(fixture) == states.popLast())
                let tried = try await revert(fixture, number, dry: true)
                let done = try await revert(fixture, number)
                #expect(tried.edits.map(\.action) == done.edits.map(\.action))
                #expect(tried.serial == done.serial)
            }
            #expect(try await state(fixture) == states.popLast())
            try await StoredState(of: fixture.domain, in: fixture.database).expectAgreement()
            #expect(fixture.publisher.mistakes == 0)
        }
    }

    @Test func whatHasBecomeAnotherSinceIsNamed() async throws {
        try await withPlane { fixture in
            let edits = [
                RecordEdit.create(try fixture.draft("a", "A", "192.0.2.1")),
                .create(try fixture.draft("b", "A", "192.0.2.1")), .create(try fixture.draft("c", "A", "192.0.2.1")),
            ]
            let change = try await fixture.plane.apply(edits, to: fixture.domain, for: fixture.caller)
            let ids = change.edits.compactMap { $0.after?.recordId }
            _ = try await apply(
                fixture, [.patch(ids[0], try RecordPatch(reading: ["ttl": 60])), .delete(ids[2])])
            let before = try await state(fixture)
            let number = try #require(change.number)
            let error = await refusal { try await revert(fixture, number) }
            guard case .conflict(let violations, let rivals)? = error else {
                return #expect(Bool(false), "\(error as Any)")
            }
            #expect(
                violations.map(\.message) == ["edits[0]: a A was altered since", "edits[2]: c A is no longer there"])
            #expect(rivals == [.record(ids[0])])
            #expect(try await state(fixture) == before)
        }
    }

    @Test func whatStandsInItsPlaceIsAConflict() async throws {
        try await withPlane { fixture in
            let record = try #require(try await fixture.create("a", "A", "192.0.2.1").edits[0].after)
            let number = try await apply(fixture, [.delete(record.recordId)])
            let other = try #require(try await fixture.create("a", "CNAME", "b.example.net").edits[0].after)
            let error = await refusal { try await revert(fixture, number) }
            #expect(conflict(error)?.codes == [.conflict])
            guard case .conflict(_, let rivals)? = error else { return }
            #expect(rivals == [.record(other.recordId)])
        }
    }

    @Test func aDryRunLeavesNoTrace() async throws {
        try await withPlane { fixture in
            let made = try await fixture.create("a", "A", "192.0.2.1")
            let (before, groups) = (try await state(fixture), fixture.publisher.groups.count)
            let tried = try await revert(fixture, try #require(made.number), dry: true)
            #expect(tried.isPlanned)
            #expect(tried.number == nil)
            #expect(tried.sequence == nil)
            #expect(tried.serial == made.serial &+ 1)
            #expect(tried.edits.map(\.action) == [.delete])
            #expect(try await state(fixture) == before)
            #expect(fixture.publisher.groups.count == groups)
            #expect(try await fixture.plane.cursor().sequence == made.sequence)
            // What comes next is as if nothing had been.
            #expect(try await fixture.create("b", "A", "192.0.2.1").serial == made.serial &+ 1)
        }
    }

    @Test func nameServersAndSOAComeBack() async throws {
        try await withPlane { fixture in
            func set(_ body: JSON) async throws -> Domain {
                let domain = try await fixture.plane.domain(
                    fixture.domain.uuid, of: fixture.domain.organization, for: fixture.caller)
                return try await fixture.plane.updateDomain(
                    domain, try DomainPatch(body, of: domain, by: fixture.caller), for: fixture.caller)
            }
            let first = try await set([
                "nameservers": ["ns1.example.net"], "soa": ["refresh": 7200, "mname": "m.example.net"],
            ])
            _ = try await set(["nameservers": ["ns2.example.net"], "soa": .null])
            let change = try await revert(fixture, 3)
            let now = try await fixture.plane.domain(
                fixture.domain.uuid, of: fixture.domain.organization, for: fixture.caller)
            #expect(now.nameservers == first.nameservers)
            #expect(now.soa == first.soa)
            #expect(change.edits.map(\.action) == [.update])
            #expect(
                fixture.publisher.published.last?.delta.added.map(\.description) == [
                    "example.com. 3600 IN NS ns1.example.net."
                ])
            let error = await refusal { try await revert(fixture, 2) }
            #expect(conflict(error)?.codes == nil)
        }
    }

    @Test func theMakingOfADomainIsNotUndone() async throws {
        try await withPlane { fixture in
            #expect(conflict(await refusal { try await revert(fixture, 1) })?.codes == [.conflict])
            #expect(await refusal { try await revert(fixture, 9) } == .notFound)
        }
    }

    @Test func aTokenUndoesWhatItMayDo() async throws {
        try await withPlane { fixture in
            let made = try await fixture.create("a", "A", "192.0.2.1")
            var caller = fixture.caller
            caller.token?.permissions = [Permission(types: [3])]
            let number = try #require(made.number)
            let error = await refusal {
                try await fixture.plane.revertChange(number, of: fixture.domain, for: caller)
            }
            #expect(error == .forbidden(rule: "token-permissions-types"))
        }
    }
}
