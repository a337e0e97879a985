import DNS
import PowerCut
import Records
import SQL
import Testing

@testable import ControlPlane

/// 1,000 lives of a store, each ended by a cut of the power in the midst of creates and deletes.
@Suite struct PowerCutTests {
    static let stores = 200 as UInt64
    static let lives = 5

    /// What the callers of a store were told, over all of its lives.
    struct Told: Sendable {
        var created: [Int64: DNSRecord] = [:]
        var deleted: Set<Int64> = []
        /// Deletes whose answer never came.
        var unsure: Set<Int64> = []
        /// Sequence by number.
        var changes: [Int64: Int64] = [:]

        mutating func add(_ other: Told) {
            created.merge(other.created) { $1 }
            deleted.formUnion(other.deleted)
            unsure.formUnion(other.unsure)
            changes.merge(other.changes) { $1 }
        }

        mutating func add(_ change: AppliedChange) {
            if let record = change.edits[0].after { created[record.recordId] = record }
            if let record = change.edits[0].before { deleted.insert(record.recordId) }
            if let number = change.number { changes[number] = change.sequence }
        }
    }

    /// Creates and deletes until the power is gone.
    static func write(_ fixture: Fixture, _ caller: Int, _ life: Int, _ random: SplitMix) async -> Told {
        var random = random
        var told = Told()
        for i in 0..<40 {
            var victim: Int64?
            do {
                if i % 4 == 3, let id = told.created.keys.filter({ !told.deleted.contains($0) }).min() {
                    victim = id
                    told.add(try await fixture.plane.deleteRecord("\(id)", in: fixture.domain, for: fixture.caller))
                } else {
                    // Now and then several records of one name.
                    let name = "h\(Int.random(in: 0..<3, using: &random))"
                    told.add(try await fixture.create(name, "TXT", "\(life)-\(caller)-\(i)"))
                }
            } catch {
                if let victim { told.unsure.insert(victim) }
                break
            }
        }
        return told
    }

    static func check(_ fixture: Fixture, _ told: Told, _ published: [ZoneChange]) async throws {
        let state = try await StoredState(of: fixture.domain, in: fixture.database)
        try state.expectAgreement()
        let stored = Dictionary(uniqueKeysWithValues: state.records.map { ($0.recordId, $0) })
        for (id, record) in told.created where !told.deleted.contains(id) && !told.unsure.contains(id) {
            #expect(stored[id] == record, "answered and lost")
        }
        #expect(told.deleted.isDisjoint(with: stored.keys), "deleted and back")
        #expect(Set(state.records.map(\.draft.value)).count == state.records.count, "there twice")
        let sequences = Dictionary(uniqueKeysWithValues: state.changes.map { ($0.number, $0.sequence) })
        for (number, sequence) in told.changes { #expect(sequences[number] == sequence, "answered otherwise") }
        // Nobody was shown what was not durable.
        let serials = Set(state.changes.map(\.serial))
        #expect(published.allSatisfy { serials.contains($0.serial) })
        let integrity = try await fixture.database.read { db in try db.run("pragma integrity_check")[0].text(0) }
        #expect(integrity == "ok")
    }

    @Test(arguments: 0..<stores) func everyAnsweredRecordIsThereOnceAndNothingIsHalfThere(_ seed: UInt64) async throws {
        let disk = MemoryDisk(seed: seed)
        var random = SplitMix(seed: seed)
        var told = Told()
        var published: [ZoneChange] = []
        for life in 0..<Self.lives {
            let fixture = try await Fixture(path: disk.path, vfs: disk.name)
            try await Self.check(fixture, told, published)
            powercut_cut_after(disk.name, Int64.random(in: 1...160, using: &random))
            await withTaskGroup(of: Told.self) { tasks in
                for caller in 0..<6 {
                    let random = SplitMix(seed: random.next())
                    tasks.addTask { await Self.write(fixture, caller, life, random) }
                }
                for await answers in tasks { told.add(answers) }
            }
            #expect(powercut_is_cut(disk.name), "the load ended before the cut")
            await fixture.database.close()
            published += fixture.publisher.published
            #expect(fixture.publisher.mistakes == 0)
            powercut_cut_after(disk.name, 0)
            powercut_revive(disk.name)
        }
        #expect(!told.created.isEmpty)
        let fixture = try await Fixture(path: disk.path, vfs: disk.name)
        try await Self.check(fixture, told, published)
        await fixture.database.close()
        disk.remove()
    }

    @Test func noCreateIsAnsweredBeforeTheFramesThatHoldItWereSynced() async throws {
        let disk = MemoryDisk(seed: 1)
        let fixture = try await Fixture(path: disk.path, vfs: disk.name)
        powercut_trace(disk.name)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for caller in 0..<16 {
                tasks.addTask {
                    for i in 0..<10 {
                        let mark = "mark-\(caller)-\(i)-end"
                        _ = try await fixture.create("h\(caller)", "TXT", mark)
                        disk.note(mark)
                    }
                }
            }
            try await tasks.waitForAll()
        }
        let events = disk.events
        var answers = 0
        for (place, event) in events.enumerated() where event.kind == POWERCUT_NOTE {
            answers += 1
            let mark = Array(event.text.utf8)
            let frame = events[..<place].firstIndex {
                $0.kind == POWERCUT_WRITE && $0.text.hasSuffix("-wal") && $0.data.firstRange(of: mark) != nil
            }
            let written = try #require(frame, "answered before it was written")
            #expect(
                events[written..<place].contains { $0.kind == POWERCUT_SYNC && $0.text.hasSuffix("-wal") },
                "answered before it was synced")
        }
        #expect(answers == 160)
        powercut_trace_clear(disk.name)
        await fixture.database.close()
        disk.remove()
    }
}
