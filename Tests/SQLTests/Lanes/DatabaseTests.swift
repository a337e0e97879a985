import Dispatch
import SQL
import Testing

@Suite struct DatabaseTests {
    static let table = "create table t (id bigint primary key, half bigint)"

    @Test func concurrentWritesAllArrive() async throws {
        let recorder = Recorder()
        try await withStore(Self.table, participant: recorder) { database in
            try await withThrowingTaskGroup(of: Int64.self) { tasks in
                for id in 0..<500 {
                    tasks.addTask {
                        try await database.write {
                            try $0.run("insert into t (id) values ($1) returning id", id)[0].integer(0)
                        }
                    }
                }
                var answers: Set<Int64> = []
                for try await id in tasks { answers.insert(id) }
                #expect(answers == Set(0..<500))
            }
            #expect(try await database.integer("select count(*) from t") == 500)
            let groups = recorder.steps.count { $0 == "committed" }
            #expect(recorder.steps.count { $0 == "begin" } == 500)
            #expect(groups < 500)
        }
    }

    @Test func theParticipantIsToldBeforeTheCaller() async throws {
        let recorder = Recorder()
        try await withStore(Self.table, participant: recorder) { database in
            for id in 0..<100 {
                try await database.write { try $0.run("insert into t (id) values ($1)", id) }
                #expect(recorder.steps.count { $0 == "committed" } == id + 1)
            }
        }
    }

    @Test func aGroupHasABound() async throws {
        let recorder = Recorder()
        var limits = Database.Limits()
        limits.groupSize = 4
        try await withStore(Self.table, limits: limits, participant: recorder) { database in
            try await Self.holdingTheWriteLane(of: database) { tasks in
                for id in 0..<10 {
                    tasks.addTask { _ = try await database.write { try $0.run("insert into t (id) values ($1)", id) } }
                }
            }
        }
        let groups = recorder.steps.split(separator: "committed").map { $0.count { $0 == "begin" } }
        #expect(groups.allSatisfy { $0 <= 4 })
        #expect(groups.reduce(0, +) == 11)
    }

    @Test func aFailureReachesItsOwnCallerOnly() async throws {
        struct No: Error, Equatable { let id: Int }
        try await withStore(Self.table) { database in
            await withTaskGroup(of: Void.self) { tasks in
                for id in 0..<100 {
                    tasks.addTask {
                        do {
                            try await database.write { connection in
                                try connection.run("insert into t (id) values ($1)", id)
                                if id.isMultiple(of: 3) { throw No(id: id) }
                            }
                            #expect(!id.isMultiple(of: 3))
                        } catch {
                            #expect(error as? No == No(id: id))
                        }
                    }
                }
            }
            let kept = try await database.read { try $0.run("select id from t order by id").map { $0.integer(0) } }
            #expect(kept == (0..<100).filter { !$0.isMultiple(of: 3) })
        }
    }

    @Test func readsSeeOnlyCommittedStates() async throws {
        try await withStore(Self.table) { database in
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask {
                    for id in 0..<200 {
                        try await database.write { connection in
                            try connection.run("insert into t (id, half) values ($1, 0)", 2 * id)
                            try connection.run("insert into t (id, half) values ($1, 1)", 2 * id + 1)
                        }
                        let count = try await database.integer("select count(*) from t")
                        #expect(count == 2 * id + 2)
                    }
                }
                for _ in 0..<3 {
                    tasks.addTask {
                        for _ in 0..<200 {
                            try await database.read { connection in
                                let sql = "select count(*) from t where half = $1"
                                let first = try connection.run(sql, 0)[0].integer(0)
                                let second = try connection.run(sql, 1)[0].integer(0)
                                #expect(first == second)
                            }
                        }
                    }
                }
                try await tasks.waitForAll()
            }
        }
    }

    @Test func aCancelledWriteThatHasNotBegunIsDropped() async throws {
        try await withStore(Self.table) { database in
            let cancelled = Task { try await database.write { try $0.run("insert into t (id) values (1)") } }
            cancelled.cancel()
            try await Self.holdingTheWriteLane(of: database) { tasks in
                let task = Task { try await database.write { try $0.run("insert into t (id) values (2)") } }
                try await Task.sleep(for: .milliseconds(10))
                task.cancel()
                tasks.addTask { await #expect(throws: CancellationError.self) { try await task.value } }
            }
            let ids = try await database.read { try $0.run("select id from t").map { $0.integer(0) } }
            #expect(!ids.contains(2))
            // The first may have been quicker than its cancellation: then it says so.
            let isDone = (try? await cancelled.value) != nil
            #expect(ids.contains(1) == isDone)
        }
    }

    @Test func closingCarriesOutWhatWasAccepted() async throws {
        let store = try TemporaryStore()
        let database = try Database(path: store.path)
        try database.migrate([Migration(version: 1, name: "tables", sql: [Self.table])])
        let answered = await withTaskGroup(of: Bool.self) { tasks in
            for id in 0..<200 {
                tasks.addTask {
                    let error = await sqlError {
                        try await database.write { try $0.run("insert into t (id) values ($1)", id) }
                    }
                    #expect(error == nil || error?.kind == .closed)
                    return error == nil
                }
            }
            tasks.addTask {
                await database.close()
                return false
            }
            return await tasks.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(await sqlError { try await database.read { _ in } }?.kind == .closed)
        #expect(await sqlError { try await database.write { _ in } }?.kind == .closed)
        await database.close()
        #expect(try store.files == ["store.sqlite"])

        let reopened = try Database(path: store.path)
        #expect(try await reopened.integer("select count(*) from t") == answered)
        await reopened.close()
    }

    @Test func aStoreLetGoClosesItsFiles() async throws {
        let store = try TemporaryStore()
        try await { _ = try await Database(path: store.path).write { try $0.run(Self.table) } }()
        for _ in 0..<500 where store.openFiles > 0 { try await Task.sleep(for: .milliseconds(10)) }
        #expect(store.openFiles == 0)
    }

    @Test func twoStoresOnOneFileWriteInTurn() async throws {
        try await withStore(Self.table) { first in
            let path = try await first.read { try $0.run("select file from pragma_database_list")[0].text(0) }
            let second = try Database(path: path)
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for id in 0..<100 {
                    let database = id.isMultiple(of: 2) ? first : second
                    tasks.addTask { _ = try await database.write { try $0.run("insert into t (id) values ($1)", id) } }
                }
                try await tasks.waitForAll()
            }
            for database in [first, second] {
                #expect(try await database.integer("select count(*) from t") == 100)
            }
            await second.close()
        }
    }

    @Test func theLogIsKeptShort() async throws {
        var limits = Database.Limits()
        limits.logSize = 256 << 10
        limits.writeCache = 64 << 10
        try await withStore(Self.table, limits: limits) { database in
            let path = try await database.read { try $0.run("select file from pragma_database_list")[0].text(0) }
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for caller in 0..<8 {
                    tasks.addTask {
                        for round in 0..<100 {
                            let first = 50 * (caller + 8 * round)
                            try await database.write { connection in
                                for id in first..<first + 50 {
                                    try connection.run("insert into t (id) values ($1)", id)
                                }
                            }
                            if round == 50 { database.releaseMemory() }
                        }
                    }
                }
                try await tasks.waitForAll()
            }
            let log = try FileSize.of(path + "-wal")
            #expect(log <= 512 << 10)
            #expect(try await database.read { try $0.run("pragma integrity_check")[0].text(0) } == "ok")
        }
    }

    /// Lets `body` add tasks while a first write, of the id -1, keeps the lane from looking at them.
    private static func holdingTheWriteLane(
        of database: Database, _ body: (inout ThrowingTaskGroup<Void, any Error>) async throws -> Void
    ) async throws {
        let begun = DispatchSemaphore(value: 0)
        let released = DispatchSemaphore(value: 0)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                try await database.write { connection in
                    try connection.run("insert into t (id) values (-1)")
                    begun.signal()
                    released.wait()
                }
            }
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    begun.wait()
                    continuation.resume()
                }
            }
            try await body(&tasks)
            released.signal()
            try await tasks.waitForAll()
        }
    }
}
