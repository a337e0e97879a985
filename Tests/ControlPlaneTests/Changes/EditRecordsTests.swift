import DNS
import Records
import Testing

@testable import ControlPlane

@Suite struct EditRecordsTests {
    @Test func aCreateIsOneChangeOneSerialAndOneRecordServed() async throws {
        try await withPlane { fixture in
            let before = try #require(fixture.publisher.published.last)
            let change = try await fixture.create("www", "A", "192.0.2.1", ["comment": "Primary"])
            let record = try #require(change.edits[0].after)
            #expect(change.number == 2)
            #expect(change.sequence == 2)
            #expect(change.serial == before.serial &+ 1)
            #expect(record.recordId > 0)
            #expect(try await fixture.records() == [record])
            let published = try #require(fixture.publisher.published.last)
            #expect(published.serial == change.serial)
            #expect(published.delta.added.map(\.description) == ["www.example.com. 3600 IN A 192.0.2.1"])
            #expect(published.delta.removed.isEmpty)
            let logged = try #require(try await fixture.plane.changes(after: 1).first)
            #expect(logged.delta == published.delta.wire)
            #expect(logged.actor == Actor(.token, id: fixture.caller.token?.id, name: "bootstrap"))
            #expect(logged.origin == .api)
            let edits = try JSON(parsing: logged.edits ?? []).array ?? []
            #expect(edits.map { Edit($0) } == [.create(record)])
        }
    }

    @Test func aCommentMovesNoSerialAndReachesNoNameServer() async throws {
        try await withPlane { fixture in
            let made = try await fixture.create("www", "A", "192.0.2.1")
            let record = try #require(made.edits[0].after)
            var draft = record.draft
            draft.comment = "now with words"
            let groups = fixture.publisher.groups.count
            let change = try await fixture.plane.apply(
                [.update(record.recordId, draft)], to: fixture.domain, for: fixture.caller)
            #expect(change.number == 3)
            #expect(change.serial == made.serial)
            #expect(change.edits[0].after?.version == 2)
            #expect(fixture.publisher.groups.count == groups)
            #expect(try await fixture.plane.changes(after: 2).map(\.delta) == [nil])
        }
    }

    @Test func anUpdateThatAltersNothingIsNoChange() async throws {
        try await withPlane { fixture in
            let record = try #require(try await fixture.create("www", "A", "192.0.2.1").edits[0].after)
            let change = try await fixture.plane.apply(
                [.update(record.recordId, record.draft)], to: fixture.domain, for: fixture.caller)
            #expect(change.number == nil)
            #expect(change.edits[0].after == record)
            #expect(try await fixture.plane.cursor().sequence == 2)
        }
    }

    @Test func aTTLIsChangedForTheWholeSetAsRemovedAndAdded() async throws {
        try await withPlane { fixture in
            _ = try await fixture.create("www", "A", "192.0.2.1")
            let change = try await fixture.create("www", "A", "192.0.2.2", ["ttl": 60])
            #expect(change.edits[0].warnings.map(\.code) == [.ttlMismatch])
            let delta = try #require(fixture.publisher.published.last).delta
            #expect(delta.removed.map(\.description) == ["www.example.com. 3600 IN A 192.0.2.1"])
            #expect(
                delta.added.map(\.description) == [
                    "www.example.com. 60 IN A 192.0.2.1", "www.example.com. 60 IN A 192.0.2.2",
                ])
        }
    }

    @Test func addressesOfOnesOwnDisplaceThoseOfTheSettingsAtNs1() async throws {
        try await withPlane { fixture in
            let change = try await fixture.create("ns1", "A", "198.51.100.1")
            let delta = try #require(fixture.publisher.published.last).delta
            #expect(delta.removed.map(\.description) == ["ns1.example.com. 3600 IN A 192.0.2.53"])
            let id = try #require(change.edits[0].after).recordId
            _ = try await fixture.plane.deleteRecord("\(id)", in: fixture.domain, for: fixture.caller)
            let back = try #require(fixture.publisher.published.last).delta
            #expect(back.added.map(\.description) == ["ns1.example.com. 3600 IN A 192.0.2.53"])
        }
    }

    @Test func recordsBelowACutAreKeptWithAWarning() async throws {
        try await withPlane { fixture in
            _ = try await fixture.create("sub", "NS", "ns.example.net")
            let below = try await fixture.create("a.b.sub", "TXT", "hidden")
            #expect(below.edits[0].warnings.map(\.code) == [.occluded])
            let beside = try await fixture.create("notsub", "TXT", "seen")
            #expect(beside.edits[0].warnings.isEmpty)
            let set = try await fixture.plane.apply(
                [.create(fixture.draft("x.new", "TXT", "t")), .create(fixture.draft("new", "NS", "ns.example.net"))],
                to: fixture.domain, for: fixture.caller)
            #expect(set.edits[0].warnings.map(\.code) == [.occluded])
        }
    }

    @Test func aDeleteRemovesTheRecordOnce() async throws {
        try await withPlane { fixture in
            let record = try #require(try await fixture.create("www", "A", "192.0.2.1").edits[0].after)
            let id = "\(fixture.domain.uuid):\(record.recordId)"
            let change = try await fixture.plane.deleteRecord(id, in: fixture.domain, for: fixture.caller)
            #expect(change.edits[0].before == record)
            #expect(try await fixture.records().isEmpty)
            #expect(fixture.publisher.published.last?.delta.removed.count == 1)
            let error = await refusal {
                try await fixture.plane.deleteRecord(id, in: fixture.domain, for: fixture.caller)
            }
            #expect(error == .notFound)
            let count = try await fixture.plane.domain(
                fixture.domain.uuid, of: fixture.domain.organization, for: fixture.caller
            ).recordCount
            #expect(count == 0)
        }
    }

    @Test func anIdIsNeverUsedAgain() async throws {
        try await withPlane { fixture in
            var seen: Set<Int64> = []
            for _ in 0..<5 {
                let id = try #require(try await fixture.create("www", "A", "192.0.2.1").edits[0].after).recordId
                #expect(seen.insert(id).inserted)
                _ = try await fixture.plane.deleteRecord("\(id)", in: fixture.domain, for: fixture.caller)
            }
        }
    }

    @Test func aDeleteOfAnotherVersionIsRefused() async throws {
        try await withPlane { fixture in
            let record = try #require(try await fixture.create("www", "A", "192.0.2.1").edits[0].after)
            let error = await refusal {
                try await fixture.plane.deleteRecord(
                    "\(record.recordId)", version: 2, in: fixture.domain, for: fixture.caller)
            }
            #expect(error == .preconditionFailed)
            _ = try await fixture.plane.deleteRecord(
                "\(record.recordId)", version: 1, in: fixture.domain, for: fixture.caller)
        }
    }

    @Test func aSetMaySwapWhatMayNotStandTogether() async throws {
        try await withPlane { fixture in
            let alias = try #require(try await fixture.create("www", "CNAME", "a.example.net").edits[0].after)
            let change = try await fixture.plane.apply(
                [.create(fixture.draft("www", "A", "192.0.2.1")), .delete(alias.recordId)],
                to: fixture.domain, for: fixture.caller)
            #expect(change.edits.map(\.action) == [.create, .delete])
            #expect(try await fixture.records().map(\.draft.kind) == [.a])
            let one = try #require(change.edits[0].after)
            let two = try #require(try await fixture.create("www", "A", "192.0.2.2").edits[0].after)
            let swapped = try await fixture.plane.apply(
                [.update(one.recordId, two.draft), .update(two.recordId, one.draft)],
                to: fixture.domain, for: fixture.caller)
            #expect(swapped.serial == change.serial &+ 1)
            #expect(try await fixture.records().map(\.draft.value) == ["192.0.2.2", "192.0.2.1"])
        }
    }

    @Test func aSetIsAllOrNothingAndNamesTheEditsAtFault() async throws {
        try await withPlane { fixture in
            let stored = try #require(try await fixture.create("www", "A", "192.0.2.1").edits[0].after)
            let before = try await fixture.plane.cursor()
            let stands = await refusal {
                try await fixture.plane.apply(
                    [.create(fixture.draft("new", "A", "192.0.2.9")), .create(fixture.draft("www", "A", "192.0.2.1"))],
                    to: fixture.domain, for: fixture.caller)
            }
            guard case .conflict(let violations, [.record(stored.recordId)]) = stands else {
                return #expect(Bool(false), "\(stands as Any)")
            }
            #expect(violations.map(\.propertyPath) == ["edits[1].record.value"])

            let twice = await refusal {
                try await fixture.plane.apply(
                    [.create(fixture.draft("new", "A", "192.0.2.9")), .create(fixture.draft("new", "CNAME", "a.b"))],
                    to: fixture.domain, for: fixture.caller)
            }
            guard case .invalid(let inTheSet) = twice else { return #expect(Bool(false), "\(twice as Any)") }
            #expect(inTheSet.map(\.propertyPath) == ["edits[1].record.name"])

            let unknown = await refusal {
                try await fixture.plane.apply(
                    [.create(fixture.draft("new", "A", "192.0.2.9")), .delete(999)],
                    to: fixture.domain, for: fixture.caller)
            }
            guard case .invalid(let missing) = unknown else { return #expect(Bool(false), "\(unknown as Any)") }
            #expect(missing.map(\.propertyPath) == ["edits[1].recordId"])

            #expect(try await fixture.plane.cursor() == before)
            #expect(try await fixture.records() == [stored])
            #expect(fixture.publisher.reserved.isEmpty)
        }
    }

    @Test(arguments: [0, 1_001]) func aSetHasOneToAThousandEdits(_ count: Int) async throws {
        try await withPlane { fixture in
            let edits = [RecordEdit](repeating: .delete(1), count: count)
            let error = await refusal {
                try await fixture.plane.apply(edits, to: fixture.domain, for: fixture.caller)
            }
            guard case .invalid(let violations) = error else { return #expect(Bool(false), "\(error as Any)") }
            #expect(violations.map(\.code) == [.range])
        }
    }

    @Test func aViewerWritesNothing() async throws {
        try await withPlane { fixture in
            var viewer = fixture.caller
            viewer.organizations = [fixture.domain.organization: .init(.viewer)]
            let draft = try fixture.draft("www", "A", "192.0.2.1")
            let error = await refusal { try await fixture.plane.createRecord(draft, in: fixture.domain, for: viewer) }
            #expect(error == .forbidden(rule: "role-maintainer"))
            let set = await refusal {
                try await fixture.plane.apply([.create(draft)], to: fixture.domain, for: viewer)
            }
            #expect(set == .forbidden(rule: "role-maintainer"))
            let page = try await fixture.plane.records(
                in: fixture.domain.uuid, of: fixture.domain.organization, for: viewer)
            #expect(page.records.isEmpty)
        }
    }
}
