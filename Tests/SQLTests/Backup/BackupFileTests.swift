import Dispatch
import Foundation
import SQL
import Synchronization
import Testing

@Suite struct BackupFileTests {
    /// Each write leaves a row in two tables and one in a sum, so that half of one shows.
    static let tables = Migration(
        version: 1, name: "tables",
        sql: [
            "create table left_half (id bigint primary key, filler {blob} not null)",
            "create table right_half (id bigint primary key) {clustered}",
            "create table total (id bigint primary key, n bigint not null)",
            "insert into total (id, n) values (1, 0)",
        ])
    static let more = Migration(version: 2, name: "more", sql: ["alter table total add column more text"])

    let store: TemporaryStore
    var backup: String { store.directory + "/copy" }
    var restored: String { store.directory + "/restored.sqlite" }

    init() throws {
        store = try TemporaryStore()
    }

    static func insert(_ id: Int64, into database: Database) async throws {
        try await database.write { connection in
            let filler = [UInt8](repeating: UInt8(truncatingIfNeeded: id), count: Int(id % 700))
            try connection.run("insert into left_half (id, filler) values ($1, $2)", id, filler)
            try connection.run("update total set n = n + 1 where id = 1")
            try connection.run("insert into right_half (id) values ($1)", id)
        }
    }

    /// What callers who write at once were told, and when they stop.
    final class Load: Sendable {
        let answered = Mutex<Set<Int64>>([])
        let isDone = Atomic(false)
    }

    /// Fills a store with `rows`, and closes it.
    func fill(_ rows: Int64, _ migrations: [Migration] = [tables]) async throws {
        let database = try Database(path: store.path)
        try database.migrate(migrations)
        for id in 0..<rows { try await Self.insert(id, into: database) }
        await database.close()
    }

    func write(_ attachments: [String: [UInt8]] = [:]) throws {
        try BackupFile(backup).write(copyOf: store.path) { _ in attachments }
    }

    func restore(_ migrations: [Migration] = [tables]) throws -> [String: [UInt8]] {
        try BackupFile(backup).restore(to: restored, migrations: migrations) { $1 }
    }

    @Test func aCopyTakenUnderLoadHoldsWhatWasAnsweredAndNothingHalf() async throws {
        let database = try Database(path: store.path)
        try database.migrate([Self.tables])
        let load = Load()
        let before = try await withThrowingTaskGroup(of: Void.self) { tasks in
            for caller in 0..<64 as Range<Int64> {
                tasks.addTask {
                    var id = caller
                    while !load.isDone.load(ordering: .relaxed) {
                        try await Self.insert(id, into: database)
                        load.answered.withLock { _ = $0.insert(id) }
                        id += 64
                    }
                }
            }
            while load.answered.withLock({ $0.count }) < 2_000 { try await Task.sleep(for: .milliseconds(1)) }
            let before = load.answered.withLock { $0 }
            let (path, file) = (store.path, BackupFile(backup))
            // Not on a thread of the tasks, which are as few as the cores.
            try await withCheckedThrowingContinuation { done in
                DispatchQueue.global().async {
                    done.resume(with: Result { try file.write(copyOf: path) { _ in [:] } })
                }
            }
            load.isDone.store(true, ordering: .relaxed)
            try await tasks.waitForAll()
            return before
        }
        await database.close()
        _ = try restore()
        let copy = try Database(path: restored)
        let (left, right, total) = try await copy.read { connection in
            (
                try Set(connection.run("select id from left_half").map { $0.integer(0) }),
                try Set(connection.run("select id from right_half").map { $0.integer(0) }),
                try connection.run("select n from total")[0].integer(0)
            )
        }
        await copy.close()
        #expect(left == right && Int64(left.count) == total)
        #expect(left.isSuperset(of: before))
        // Each caller waited for its answers: none of its writes is there without the one before.
        #expect(left.allSatisfy { $0 < 64 || left.contains($0 - 64) })
    }

    @Test func itIsItsOwnersAloneAndNothingElseIsLeft() async throws {
        try await fill(10)
        try write(["key": Array("a".utf8)])
        let mode = try FileManager.default.attributesOfItem(atPath: backup)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try store.files == ["copy", "store.sqlite"])
        #expect(try restore() == ["key": Array("a".utf8)])
        #expect(try FileManager.default.attributesOfItem(atPath: restored)[.posixPermissions] as? Int == 0o600)
        #expect(try store.files == ["copy", "restored.sqlite", "store.sqlite"])
    }

    @Test(arguments: ["copy", "copy.partial"])
    func nothingIsOverwritten(_ name: String) async throws {
        try await fill(1)
        let other = store.directory + "/" + name
        try Data("other".utf8).write(to: URL(filePath: other))
        let error = await sqlError { try write() }
        #expect(error?.message.hasPrefix("\(other): ") == true)
        #expect(try String(contentsOfFile: other, encoding: .utf8) == "other")
        #expect(try store.files == [name, "store.sqlite"])
    }

    @Test func aStoreThatIsNotThereIsNotMade() async throws {
        #expect(await sqlError { try write() }?.kind == .connection)
        #expect(try store.files == [])
    }

    @Test func attachmentsAreNoPartOfTheStore() async throws {
        try await fill(10)
        let secret = Array("a secret that is nobody's \(UUID().uuidString)".utf8)
        let long = [UInt8](repeating: 0x7e, count: 20_000)
        try write(["secret": secret, "long": long])
        #expect(try restore() == ["secret": secret, "long": long])
        let octets = try Data(contentsOf: URL(filePath: restored))
        #expect(octets.range(of: Data(secret)) == nil)
        #expect(octets.range(of: Data(long.prefix(64))) == nil)
        #expect(try Data(contentsOf: URL(filePath: backup)).range(of: Data(secret)) != nil)
    }

    @Test func anOlderSchemaIsBroughtForwardAndANewerOneRefused() async throws {
        try await fill(3)
        try write()
        let path = store.directory + "/newer"
        _ = try BackupFile(backup).restore(to: restored, migrations: [Self.tables, Self.more]) { db, _ in
            try db.run("update total set more = 'x'")
        }
        try BackupFile(path).write(copyOf: restored) { _ in [:] }
        #expect(try store.files == ["copy", "newer", "restored.sqlite", "store.sqlite"])
        let error = await sqlError {
            try BackupFile(path).restore(to: store.directory + "/no", migrations: [Self.tables]) { _, _ in }
        }
        #expect(error?.kind == .schema)
        #expect(error?.message.hasPrefix("\(path): the schema has step 2, \"more\"") == true)
        #expect(try store.files == ["copy", "newer", "restored.sqlite", "store.sqlite"])
    }

    @Test func whatIsNoBackupIsRefusedAndLeavesNothing() async throws {
        try await fill(1)
        for content in [Data(), Data("text".utf8), Data(count: 8192), try Data(contentsOf: URL(filePath: store.path))] {
            try content.write(to: URL(filePath: backup))
            let error = await sqlError { try restore() }
            #expect(error == SQLError(.schema, "\(backup): not a backup of a store"))
            #expect(try store.files == ["copy", "store.sqlite"])
        }
        try FileManager.default.removeItem(atPath: backup)
        #expect(await sqlError { try restore() }?.message == "\(backup): No such file or directory")
    }

    @Test func damageIsRefused() async throws {
        try await fill(500)
        try write()
        let whole = try Data(contentsOf: URL(filePath: backup))
        let pages = whole.count / 4096
        #expect(pages > 20)
        for page in 1..<pages {
            var damaged = whole
            // The head of a page of a tree: its kind and the number of its cells.
            damaged.replaceSubrange(page * 4096..<page * 4096 + 8, with: Data(repeating: 0xff, count: 8))
            try damaged.write(to: URL(filePath: backup))
            let error = await sqlError { try restore() }
            #expect(error?.message.hasPrefix("\(backup): ") == true, "page \(page): \(String(describing: error))")
        }
        for size in [whole.count - 4096, whole.count / 2, 4096, 100] {
            try whole.prefix(size).write(to: URL(filePath: backup))
            #expect(await sqlError { try restore() }?.message.hasPrefix("\(backup): ") == true, "\(size) octets")
        }
        #expect(try store.files == ["copy", "store.sqlite"])
    }

    @Test func whoeverRefusesInTheMiddleLeavesNothing() async throws {
        struct No: Error {}
        try await fill(5)
        try write()
        #expect(throws: No.self) {
            try BackupFile(backup).restore(to: restored, migrations: [Self.tables]) { db, _ in
                try db.run("delete from left_half")
                throw No()
            }
        }
        #expect(try store.files == ["copy", "store.sqlite"])
    }

    @Test func aDraftThatACrashLeftIsBegunAnew() async throws {
        try await fill(5)
        try write()
        let draft = BackupFile.draft(of: restored)
        for suffix in ["", "-journal"] { try Data(count: 5000).write(to: URL(filePath: draft + suffix)) }
        _ = try restore()
        #expect(try store.files == ["copy", "restored.sqlite", "store.sqlite"])
        let copy = try Database(path: restored)
        #expect(try await copy.integer("select n from total") == 5)
        await copy.close()
    }
}
