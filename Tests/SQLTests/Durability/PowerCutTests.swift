import PowerCut
import SQL
import Testing

@Suite struct PowerCutTests {
    /// Each member leaves a row in two tables and one in a sum, so that half of a member shows.
    static let tables = Migration(
        version: 1, name: "tables",
        sql: [
            "create table left_half (id bigint primary key, filler {blob} not null)",
            "create table right_half (id bigint primary key) {clustered}",
            "create table total (id bigint primary key, n bigint not null)",
            "insert into total (id, n) values (1, 0)",
        ])

    struct Refused: Error {}

    /// What the callers of one life of the store were told.
    struct Told: Sendable {
        var answered: Set<Int64> = []
        var refused: Set<Int64> = []

        mutating func add(_ other: Told) {
            answered.formUnion(other.answered)
            refused.formUnion(other.refused)
        }
    }

    static func insert(_ id: Int64, refusing: Bool = false, into database: Database) async throws {
        try await database.write { connection in
            let filler = [UInt8](repeating: UInt8(truncatingIfNeeded: id), count: Int(id % 700))
            try connection.run("insert into left_half (id, filler) values ($1, $2)", id, filler)
            try connection.run("update total set n = n + 1 where id = 1")
            try connection.run("insert into right_half (id) values ($1)", id)
            if refusing { throw Refused() }
        }
    }

    /// `callers` write at once until `rounds` are done or the power is gone.
    static func load(_ database: Database, callers: Int64, rounds: Int64, from first: Int64) async -> Told {
        await withTaskGroup(of: Told.self) { tasks in
            for caller in 0..<callers {
                tasks.addTask {
                    var told = Told()
                    for round in 0..<rounds {
                        let id = first + round * callers + caller
                        do {
                            try await insert(id, refusing: id % 11 == 0, into: database)
                            told.answered.insert(id)
                        } catch is Refused {
                            told.refused.insert(id)
                        } catch {
                            break
                        }
                    }
                    return told
                }
            }
            return await tasks.reduce(into: Told()) { $0.add($1) }
        }
    }

    /// Holds the store against what its callers were told; returns the ids that are there.
    static func check(_ database: Database, _ told: Told) async throws -> Set<Int64> {
        try await database.read { connection in
            let integrity = try connection.run("pragma integrity_check")[0].text(0)
            let left = try connection.run("select id from left_half").map { $0.integer(0) }
            let right = try connection.run("select id from right_half").map { $0.integer(0) }
            let total = try connection.run("select n from total")[0].integer(0)
            #expect(integrity == "ok")
            #expect(told.answered.subtracting(left).isEmpty, "answered and lost")
            #expect(told.refused.intersection(left).isEmpty, "refused and kept")
            #expect(left.sorted() == right.sorted(), "half there")
            #expect(left.count == total, "once each")
            return Set(left)
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>) func answeredMembersOutliveRandomCuts(_ seed: UInt64) async throws {
        let disk = MemoryDisk(seed: seed)
        var random = Splitmix(state: seed)
        var told = Told()
        for life in 0..<4 as Range<Int64> {
            // In the first life even the making of the store may be cut.
            powercut_cut_after(disk.name, Int64.random(in: 1...(life == 0 ? 60 : 200), using: &random))
            if let database = try? disk.open() {
                if (try? database.migrate([Self.tables])) != nil {
                    told.add(await Self.load(database, callers: 8, rounds: 12, from: 1 + life * 1_000))
                }
                powercut_cut(disk.name)
                await database.close()
            }
            powercut_cut(disk.name)
            powercut_revive(disk.name)

            powercut_cut_after(disk.name, 0)
            let recovered = try disk.open()
            try recovered.migrate([Self.tables])
            // What is found once is there for good, answered or not.
            told.answered = try await Self.check(recovered, told)
            await recovered.close()
        }
        disk.remove()
    }

    @Test func noStepOfAWriteIsTooEarlyForACut() async throws {
        var step: Int64 = 1
        while true {
            let disk = MemoryDisk(seed: UInt64(step))
            powercut_cut_after(disk.name, step)
            var told = Told()
            if let database = try? disk.open() {
                if (try? database.migrate([Self.tables])) != nil {
                    told = await Self.load(database, callers: 1, rounds: 24, from: 1)
                }
                await database.close()
            }
            let isOver = !powercut_is_cut(disk.name)
            powercut_cut(disk.name)
            powercut_revive(disk.name)
            powercut_cut_after(disk.name, 0)
            let recovered = try disk.open()
            try recovered.migrate([Self.tables])
            _ = try await Self.check(recovered, told)
            await recovered.close()
            disk.remove()
            if isOver { break }
            step += 1
        }
        #expect(step > 100)
    }

    @Test func aSyncThatFailsStopsWritesUntilTheStoreIsReopened() async throws {
        let disk = MemoryDisk(seed: 7)
        let recorder = Recorder()
        let database = try disk.open(logSize: 1 << 20, participant: recorder)
        try database.migrate([Self.tables])
        try await Self.insert(1, into: database)
        powercut_fail(disk.name, POWERCUT_SYNC, 1, 1_034)  // SQLITE_IOERR_FSYNC
        #expect(await sqlError { try await Self.insert(2, into: database) }?.kind == .io)
        #expect(recorder.steps.suffix(3) == ["begin", "will commit", "group failed"])
        powercut_fail(disk.name, POWERCUT_SYNC, 0, 0)
        #expect(await sqlError { try await Self.insert(3, into: database) }?.kind == .io)
        #expect(recorder.steps.last == "group failed")
        #expect(try await database.integer("select count(*) from left_half") == 1)
        await database.close()

        // The log looks whole and is not on the disk; what is answered from now on must not hang on it.
        let reopened = try disk.open(logSize: 1 << 20)
        try await Self.insert(4, into: reopened)
        powercut_cut(disk.name)
        await reopened.close()
        powercut_revive(disk.name)
        let recovered = try disk.open()
        let ids = try await Self.check(recovered, Told(answered: [1, 4], refused: [3]))
        #expect(ids.isSuperset(of: [1, 4]))
        await recovered.close()
        disk.remove()
    }

    @Test(arguments: [(13, .full), (778, .io)] as [(Int32, SQLError.Kind)])
    func aWriteThatFailsStopsWritesUntilTheStoreIsReopened(_ code: Int32, _ kind: SQLError.Kind) async throws {
        let disk = MemoryDisk(seed: 8)
        let database = try disk.open(logSize: 1 << 20)
        try database.migrate([Self.tables])
        try await Self.insert(1, into: database)
        powercut_fail(disk.name, POWERCUT_WRITE, 1, code)
        #expect(await sqlError { try await Self.insert(2, into: database) }?.kind == kind)
        powercut_fail(disk.name, POWERCUT_WRITE, 0, 0)
        #expect(await sqlError { try await Self.insert(3, into: database) }?.kind == .io)
        await database.close()
        let reopened = try disk.open(logSize: 1 << 20)
        try await Self.insert(4, into: reopened)
        #expect(try await Self.check(reopened, Told(answered: [1, 4], refused: [2, 3])) == [1, 4])
        await reopened.close()
        disk.remove()
    }

    @Test func noAnswerLeavesBeforeTheSyncOfTheFramesThatHoldIt() async throws {
        let disk = MemoryDisk(seed: 9)
        let database = try disk.open()
        try database.migrate([
            Migration(version: 1, name: "marks", sql: ["create table marks (mark text not null)"])
        ])
        powercut_trace(disk.name)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for caller in 0..<8 {
                tasks.addTask {
                    for round in 0..<10 {
                        let mark = "mark-\(caller)-\(round)-end"
                        try await database.write { _ = try $0.run("insert into marks (mark) values ($1)", mark) }
                        disk.note(mark)
                    }
                }
            }
            try await tasks.waitForAll()
        }
        let events = disk.events
        var answers = 0
        for (index, event) in events.enumerated() where event.kind == POWERCUT_NOTE {
            answers += 1
            let mark = Array(event.text.utf8)
            let frame = events[..<index].firstIndex {
                $0.kind == POWERCUT_WRITE && $0.text.hasSuffix("-wal") && $0.data.firstRange(of: mark) != nil
            }
            let written = try #require(frame, "answered before it was written")
            let isSynced = events[written..<index].contains { $0.kind == POWERCUT_SYNC && $0.text.hasSuffix("-wal") }
            #expect(isSynced, "answered before it was synced")
        }
        #expect(answers == 80)
        await database.close()
        disk.remove()
    }
}

private struct Splitmix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
